package org.sparkresnet.prepare.source.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.TarBytes;
import org.sparkresnet.prepare.source.SourceFiles;

class TarListingTest {
    private static final String LONG_NAME = "folder/".repeat(30) + "picture.jpg";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void equalsReadingFromTheBeginning(int longNames) throws IOException {
        Path file = folder.resolve("plain.tar");
        write(file, longNames);
        byte[] archive = Files.readAllBytes(file);
        List<TarMember> members = list(TarArchive.of(file.toString(), archive.length));
        assertThat(members).extracting(TarMember::name).contains(LONG_NAME, "grüße.png", "empty.jpg");
        assertThat(contents(members, archive)).isEqualTo(read(archive));
    }

    /** What ustar calls a prefix; commons-compress reads it and does not write it. */
    @Test
    void prefixesOfNamesAreRead() throws IOException {
        byte[] archive = TarBytes.of(Map.of("picture.jpg", new byte[700]));
        byte[] prefix = "a/folder".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy("ustar\0".getBytes(StandardCharsets.US_ASCII), 0, archive, 257, 6);
        System.arraycopy("00".getBytes(StandardCharsets.US_ASCII), 0, archive, 263, 2);
        System.arraycopy(prefix, 0, archive, 345, prefix.length);
        setCheckSum(archive);
        Path file = Files.write(folder.resolve("prefix.tar"), archive);
        assertThat(list(TarArchive.of(file.toString(), archive.length)))
                .containsExactly(new TarMember("a/folder/picture.jpg", 512, 700));
    }

    @Test
    void archiveWithinAnArchiveIsAPartOfTheFile() throws IOException {
        Path inner = folder.resolve("inner.tar");
        write(inner, TarArchiveOutputStream.LONGFILE_GNU);
        byte[] content = Files.readAllBytes(inner);
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("n1.tar", new byte[1000]);
        members.put("./n2.tar", content);
        byte[] outer = TarBytes.of(members);
        Path file = Files.write(folder.resolve("outer.tar"), outer);
        TarArchive archive = TarArchive.of(file.toString(), outer.length);
        TarMember second = list(archive).get(1);
        assertThat(second.fileName()).isEqualTo("n2.tar");
        assertThat(contents(list(archive.inner(second)), outer)).isEqualTo(read(content));
    }

    /** Ten gigabytes of zeros that take no place on the disk; only base-256 can tell such a size. */
    @Test
    void onlyHeadersAreReadHoweverLargeTheMembers() throws IOException {
        long large = 10L << 30;
        Path file = folder.resolve("large.tar");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long place = 0;
            for (int i = 0; i < 20; i++) {
                byte[] header = header("n%08d.tar".formatted(i), large + i);
                out.seek(place);
                out.write(header);
                place += header.length + (large + i + 511) / 512 * 512;
            }
            out.setLength(place + 1024);
        }
        Configuration configuration = new Configuration();
        configuration.setClass("fs.counting.impl", CountingDisk.class, CountingDisk.class);
        long reads = CountingDisk.READS.get();
        long bytes = CountingDisk.BYTES.get();
        List<TarMember> members;
        try (SourceFiles files = new SourceFiles(configuration)) {
            members = TarListing.of(TarArchive.of("counting:" + file, Files.size(file)), files);
        }
        assertThat(members).hasSize(20);
        assertThat(members.get(19).length()).isEqualTo(large + 19);
        assertThat(members.get(19).offset()).isGreaterThan(19 * large);
        // Twenty headers and the two empty records that end the archive.
        assertThat(CountingDisk.READS.get() - reads).isEqualTo(22);
        assertThat(CountingDisk.BYTES.get() - bytes).isEqualTo(22 * 512);
    }

    @Test
    void whatIsCutShortIsNamedWhereverItIsCut() throws IOException {
        byte[] whole = TarBytes.of(Map.of("a.jpg", new byte[1300]));
        Path file = folder.resolve("cut.tar");
        // Header, data, padding to 2,048, then an empty record.
        for (int length = 0; length < 2048 + 512; length += 64) {
            Files.write(file, Arrays.copyOf(whole, length));
            TarArchive cut = TarArchive.of(file.toString(), length);
            assertThatThrownBy(() -> list(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file + ": truncated or damaged (");
        }
        Files.write(file, Arrays.copyOf(whole, 2048 + 512));
        assertThat(list(TarArchive.of(file.toString(), 2048 + 512))).hasSize(1);
    }

    @Test
    void everyDamagedHeaderIsFound() throws IOException {
        byte[] whole = TarBytes.of(Map.of("a.jpg", new byte[1300]));
        Path file = folder.resolve("damaged.tar");
        Random random = new Random(5);
        for (int place = 0; place < 512; place += 3) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(7));
            Files.write(file, damaged);
            assertThatThrownBy(() -> list(TarArchive.of(file.toString(), damaged.length)))
                    .as("byte %d", place)
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    private static List<TarMember> list(TarArchive archive) throws IOException {
        try (SourceFiles files = new SourceFiles(new Configuration())) {
            return TarListing.of(archive, files);
        }
    }

    /** A folder, an empty file, long names, a link, names beyond ASCII. */
    private static void write(Path file, int longNames) throws IOException {
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setAddPaxHeadersForNonAsciiNames(longNames == TarArchiveOutputStream.LONGFILE_POSIX);
            tar.putArchiveEntry(new TarArchiveEntry("a-folder/"));
            tar.closeArchiveEntry();
            for (String name : List.of("first.jpg", LONG_NAME, "empty.jpg", "grüße.png", LONG_NAME + "2")) {
                byte[] content = new byte[name.startsWith("empty") ? 0 : random.nextInt(3000)];
                random.nextBytes(content);
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
            TarArchiveEntry link = new TarArchiveEntry("link.jpg", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
    }

    /** The plain way: as a stream. */
    private static Map<String, List<Byte>> read(byte[] archive) throws IOException {
        Map<String, List<Byte>> contents = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                if (!entry.isDirectory() && !entry.isSymbolicLink()) {
                    contents.put(entry.getName(), boxed(tar.readAllBytes()));
                }
            }
        }
        return contents;
    }

    private static Map<String, List<Byte>> contents(List<TarMember> members, byte[] file) {
        Map<String, List<Byte>> contents = new LinkedHashMap<>();
        for (TarMember member : members) {
            int from = Math.toIntExact(member.offset());
            contents.put(member.name(), boxed(Arrays.copyOfRange(file, from, from + (int) member.length())));
        }
        return contents;
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>();
        for (byte value : bytes) {
            boxed.add(value);
        }
        return boxed;
    }

    /** With the size in base-256, as GNU's tar writes what needs more than eleven octal digits. */
    private static byte[] header(String name, long size) throws IOException {
        byte[] header = new byte[512];
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        return header;
    }

    private static void setCheckSum(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += Byte.toUnsignedInt(header[i]);
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, 148, digits.length);
    }
}
