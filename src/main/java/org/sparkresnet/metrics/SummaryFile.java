package org.sparkresnet.metrics;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.storage.RunFolder;

/** The last thing that a command writes: one JSON object in one file, whole or not at all. */
public final class SummaryFile {
    private SummaryFile() {}

    /**
     * Writes {@code FOLDER/NAME}, in place of an older file of that name.
     *
     * @param name such as {@code summary.json}
     * @param values by key, in the order in which they are to stand in the file: numbers, texts, truth values, lists and
     *     maps of these; doubles that are not finite become {@code null}
     * @throws org.sparkresnet.config.InvalidInputException if there can be no such folder
     */
    public static void write(String folder, String name, Map<String, ?> values, Configuration configuration)
            throws IOException {
        RunFolder place = RunFolder.open(folder, configuration);
        place.make();
        place.replace(name, Json.page(values));
    }
}
