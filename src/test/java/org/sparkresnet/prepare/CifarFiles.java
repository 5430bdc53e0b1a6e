package org.sparkresnet.prepare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Miniature archives of CIFAR with random pixels, written from the description at the source. */
public final class CifarFiles {
    static final String TEN = "cifar-10-batches-bin/";
    static final String HUNDRED = "cifar-100-binary/";
    static final List<String> TEN_NAMES = List.of("airplane", "automobile", "bird");
    static final List<String> FINE_NAMES = List.of("apple", "aquarium_fish", "baby", "bear", "beaver");
    static final List<String> COARSE_NAMES = List.of("aquatic_mammals", "fish");

    private CifarFiles() {}

    /** Both archives, by their names as downloaded. */
    public static void writeArchives(Path folder) throws IOException {
        Files.write(folder.resolve("cifar-10-binary.tar.gz"), gzip(tar(ten())));
        Files.write(folder.resolve("cifar-100-binary.tar.gz"), gzip(tar(hundred())));
    }

    /** Five training batches of 4, 5, 6, 7 and 8 records and a test batch of 6; in the disorder of the real archive. */
    static Map<String, byte[]> ten() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(TEN + "data_batch_1.bin", records(1, 4, 3));
        members.put(TEN + "batches.meta.txt", lines(TEN_NAMES));
        for (int batch : new int[] {3, 4}) {
            members.put(TEN + "data_batch_" + batch + ".bin", records(batch, 3 + batch, 3));
        }
        members.put(TEN + "test_batch.bin", records(6, 6, 3));
        members.put(TEN + "readme.html", "<html>".getBytes(StandardCharsets.UTF_8));
        for (int batch : new int[] {5, 2}) {
            members.put(TEN + "data_batch_" + batch + ".bin", records(batch, 3 + batch, 3));
        }
        return members;
    }

    /** 12 training and 7 test records. */
    static Map<String, byte[]> hundred() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(HUNDRED + "coarse_label_names.txt", lines(COARSE_NAMES));
        members.put(HUNDRED + "fine_label_names.txt", lines(FINE_NAMES));
        members.put(HUNDRED + "test.bin", records(8, 7, 2, 5));
        members.put(HUNDRED + "train.bin", records(9, 12, 2, 5));
        return members;
    }

    /** A file of records; label k of record i is {@code (i + k) % classes[k]}. */
    static byte[] records(int seed, int count, int... classes) {
        int length = classes.length + 3072;
        byte[] file = new byte[count * length];
        new Random(seed).nextBytes(file);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < classes.length; k++) {
                file[i * length + k] = (byte) ((i + k) % classes[k]);
            }
        }
        return file;
    }

    /** With the empty line that ends the real file. */
    static byte[] lines(List<String> lines) {
        return (String.join("\n", lines) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] tar(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.putArchiveEntry(new TarArchiveEntry("a-folder/"));
            tar.closeArchiveEntry();
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
