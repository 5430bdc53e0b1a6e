package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;

/** Each archive that is not what it should be is one sentence, and nothing is written before it is found. */
class BadCifarTest extends SparkTest {
    private static final String GIVE = "; give cifar-10-binary.tar.gz as downloaded";
    private Path archive;
    private Map<String, byte[]> members;

    @BeforeEach
    void chooseMembers() {
        archive = folder.resolve("cifar-10-binary.tar.gz");
        members = CifarFiles.ten();
    }

    @Test
    void missingArchiveIsNamed() throws Exception {
        assertRefused("cifar-10", archive + ": no such file or folder; mend prepare.source");
        Files.createDirectory(folder.resolve("unpacked"));
        Files.createDirectory(folder.resolve("unpacked/cifar-10-batches-bin"));
        archive = folder.resolve("unpacked");
        assertRefused(
                "cifar-10",
                archive + ": no cifar-10-binary.tar.gz in this folder (found: cifar-10-batches-bin);"
                        + " give the archive as downloaded, not unpacked");
    }

    @Test
    void otherVersionsAreRecognized() throws Exception {
        write(CifarFiles.hundred());
        assertRefused(
                "cifar-10",
                archive + ": holds the binary version of CIFAR-100, prepare.format = cifar-10 reads"
                        + " cifar-10-binary.tar.gz; give that or prepare.format = cifar-100");
        write(CifarFiles.ten());
        assertRefused(
                "cifar-100",
                archive + ": holds the binary version of CIFAR-10, prepare.format = cifar-100 reads"
                        + " cifar-100-binary.tar.gz; give that or prepare.format = cifar-10");
        write(Map.of("cifar-10-batches-py/data_batch_1", new byte[9], "cifar-10-batches-py/batches.meta", new byte[3]));
        assertRefused(
                "cifar-10",
                archive + ": holds the Python version of CIFAR-10, prepare.format = cifar-10 reads"
                        + " cifar-10-binary.tar.gz; fetch that");
        write(Map.of("cifar-100-matlab/train.mat", new byte[9]));
        assertRefused(
                "cifar-100",
                archive + ": holds the Matlab version of CIFAR-100, prepare.format = cifar-100 reads"
                        + " cifar-100-binary.tar.gz; fetch that");
    }

    @Test
    void otherKindsOfFilesAreRecognized() throws Exception {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream output = new ZipOutputStream(zip)) {
            output.putNextEntry(new ZipEntry("data_batch_1.bin"));
        }
        Map<byte[], String> kinds = Map.of(
                zip.toByteArray(),
                "a zip archive",
                CifarFiles.tar(members),
                "a plain tar archive, not compressed",
                new byte[0],
                "an empty file",
                "BZh9".getBytes("US-ASCII"),
                "compressed by bzip2",
                "<html>not found</html>".getBytes("US-ASCII"),
                "neither gzip nor tar");
        for (Map.Entry<byte[], String> kind : kinds.entrySet()) {
            Files.write(archive, kind.getKey());
            assertRefused(
                    "cifar-10", archive + ": " + kind.getValue() + ", no .tar.gz; give the archive as downloaded");
        }
    }

    @Test
    void truncatedOrDamagedArchiveIsNamed() throws Exception {
        byte[] sound = CifarFiles.gzip(CifarFiles.tar(members));
        byte[] checksumOff = sound.clone();
        checksumOff[sound.length - 6]++;
        byte[] flipped = sound.clone();
        flipped[sound.length / 2]++;
        byte[] tar = CifarFiles.tar(members);
        byte[] noTar = CifarFiles.gzip("a text, compressed".repeat(100).getBytes("US-ASCII"));
        byte[] halfATar = CifarFiles.gzip(Arrays.copyOf(tar, tar.length / 2));
        for (byte[] damaged : List.of(
                Arrays.copyOf(sound, sound.length / 2),
                Arrays.copyOf(sound, sound.length - 20),
                Arrays.copyOf(sound, sound.length - 3),
                Arrays.copyOf(sound, 5),
                checksumOff,
                flipped,
                noTar,
                halfATar)) {
            Files.write(archive, damaged);
            assertThatThrownBy(() -> prepare("cifar-10"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageMatching(
                            Pattern.quote(archive + ": truncated or damaged (") + "(?!null)[^\n]+\\); fetch it again");
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        members.remove(CifarFiles.TEN + "data_batch_4.bin");
        members.remove(CifarFiles.TEN + "batches.meta.txt");
        write(members);
        assertRefused(
                "cifar-10",
                archive + ": lacks data_batch_4.bin, batches.meta.txt (found: "
                        + "cifar-10-batches-bin/data_batch_1.bin, cifar-10-batches-bin/data_batch_2.bin,"
                        + " cifar-10-batches-bin/data_batch_3.bin, cifar-10-batches-bin/data_batch_5.bin,"
                        + " cifar-10-batches-bin/readme.html, cifar-10-batches-bin/test_batch.bin)" + GIVE);
        write(Map.of());
        assertRefused(
                "cifar-10",
                archive + ": lacks data_batch_1.bin, data_batch_2.bin, data_batch_3.bin,"
                        + " data_batch_4.bin, data_batch_5.bin, test_batch.bin, batches.meta.txt (found: no file)"
                        + GIVE);
    }

    @Test
    void fileThatIsThereTwiceIsNamed() throws Exception {
        members.put("copy/data_batch_4.bin", CifarFiles.records(4, 2, 3));
        write(members);
        assertRefused("cifar-10", archive + ": holds data_batch_4.bin twice" + GIVE);
    }

    @Test
    void lengthMustBeAMultipleOfTheRecord() throws Exception {
        byte[] sound = members.get(CifarFiles.TEN + "data_batch_4.bin");
        for (int length : new int[] {0, 3072, sound.length - 1, sound.length + 1}) {
            members.put(CifarFiles.TEN + "data_batch_4.bin", Arrays.copyOf(sound, length));
            write(members);
            assertRefused(
                    "cifar-10",
                    archive + ": data_batch_4.bin in it is " + length
                            + " bytes long, expected a multiple of 3073, the bytes of a record" + GIVE);
        }
    }

    @Test
    void labelWithoutANameIsNamed() throws Exception {
        members.get(CifarFiles.TEN + "data_batch_2.bin")[3 * 3073] = 3;
        members.get(CifarFiles.TEN + "data_batch_2.bin")[4 * 3073] = 3;
        write(members);
        assertRefused(
                "cifar-10",
                archive + ": label 3 of record 3 of data_batch_2.bin, but batches.meta.txt names 3"
                        + " classes, label 0 first" + GIVE);
        members.get(CifarFiles.TEN + "data_batch_2.bin")[4 * 3073] = (byte) 255;
        write(members);
        assertRefused(
                "cifar-10",
                archive + ": label 255 of record 4 of data_batch_2.bin, but batches.meta.txt names 3"
                        + " classes, label 0 first" + GIVE);
    }

    @Test
    void namesOfClassesMustBeSound() throws Exception {
        members.put(CifarFiles.TEN + "batches.meta.txt", CifarFiles.lines(List.of("cat", "dog", "cat")));
        write(members);
        assertRefused(
                "cifar-10",
                "batches.meta.txt in " + archive
                        + ": line 3 is \"cat\", expected a name that no other class has; line 1 names label 0");
    }

    private void write(Map<String, byte[]> content) throws IOException {
        Files.write(archive, CifarFiles.gzip(CifarFiles.tar(content)));
    }

    private void assertRefused(String format, String sentence) {
        assertThatThrownBy(() -> prepare(format))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private void prepare(String format) throws IOException {
        Preparation.run(spark, Prepared.settings(format, archive, folder.resolve("out")));
    }
}
