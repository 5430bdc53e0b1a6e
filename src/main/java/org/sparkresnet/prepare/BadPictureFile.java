package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.prepare.source.BadPicture;
import org.sparkresnet.storage.FileSystems;

/** The file beside a manifest that names what was left out: a line of name, tab and reason each, sorted by name. */
final class BadPictureFile {
    static final String NAME = "bad-pictures.txt";
    private static final Logger LOG = LoggerFactory.getLogger(BadPictureFile.class);

    private BadPictureFile() {}

    /**
     * Writes the file, and a line of the log for each picture; nothing if there is none.
     *
     * @param folder of the shards
     * @param pictures sorted
     */
    static void write(String folder, List<BadPicture> pictures, Configuration configuration) throws IOException {
        if (pictures.isEmpty()) {
            return;
        }
        pictures.forEach(picture -> LOG.warn("Left out: {}", picture));
        String lines = pictures.stream()
                .map(picture -> escaped(picture.name()) + "\t" + escaped(picture.reason()) + "\n")
                .collect(Collectors.joining());
        Path file = new Path(folder, NAME);
        FileSystems.write(
                FileSystems.of(file, configuration),
                file,
                FileSystems.Content.of(lines.getBytes(StandardCharsets.UTF_8)));
    }

    /** A name may hold what would end the line or the column. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
