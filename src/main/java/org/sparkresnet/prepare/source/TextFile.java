package org.sparkresnet.prepare.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/** A list beside the pictures, small enough to be read as a whole. */
public final class TextFile {
    /** ImageNet's longest such file has 2 MB. */
    private static final int MOST_BYTES = 1 << 28;

    private TextFile() {}

    /**
     * Lines of a file in UTF-8, without the blanks around them and without empty lines at the end.
     *
     * @throws InvalidInputException if it cannot be read
     */
    public static List<String> lines(Path file, Configuration configuration) {
        return new String(bytes(file, configuration), StandardCharsets.UTF_8)
                .stripTrailing()
                .lines()
                .map(String::strip)
                .toList();
    }

    /**
     * The bytes of a file.
     *
     * @throws InvalidInputException if it cannot be read
     */
    public static byte[] bytes(Path file, Configuration configuration) {
        try (InputStream input = FileSystems.of(file, configuration).open(file)) {
            return input.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw StorageFailure.refusal(file, e);
        }
    }
}
