package org.sparkresnet.prepare.source.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of classes that Hugging Face's {@code datasets} writes into its files: under the key {@code huggingface} a JSON
 * object {@code info.features.LABEL.names}.
 */
final class HuggingFaceNames {
    private static final Logger LOG = LoggerFactory.getLogger(HuggingFaceNames.class);
    private static final String KEY = "huggingface";

    private HuggingFaceNames() {}

    /**
     * Name of label i at place i; empty if the file names none.
     *
     * @param notes of the writer
     * @param label name of the column, dots between its parts
     */
    static List<String> of(Map<String, String> notes, String label) {
        if (!notes.containsKey(KEY)) {
            return List.of();
        }
        try {
            JsonNode feature =
                    new ObjectMapper().readTree(notes.get(KEY)).path("info").path("features");
            for (String part : label.split("\\.")) {
                feature = feature.path(part);
            }
            List<String> names = new ArrayList<>();
            feature.path("names").forEach(name -> names.add(name.asText()));
            return names;
        } catch (JsonProcessingException e) {
            // What others note down is no part of the format.
            LOG.warn("The note {} of a Parquet file is no JSON, so it names no class", KEY, e);
            return List.of();
        }
    }
}
