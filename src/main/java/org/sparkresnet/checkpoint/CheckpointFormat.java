package org.sparkresnet.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkresnet.config.InvalidInputException;

/**
 * {@code checkpoint.json}, version 1.
 *
 * <p>An object with {@code formatVersion}, {@code step}, {@code vectors} (a list of {@code name}, {@code floats}, {@code
 * bytes}, {@code sha256}), {@code settings} (a text), {@code identity} and {@code provenance} (objects of texts). Other
 * keys are ignored.
 */
final class CheckpointFormat {
    static final String FILE_NAME = "checkpoint.json";

    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CheckpointFormat() {}

    static byte[] render(CheckpointContents contents) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("formatVersion", VERSION).put("step", contents.step());
        for (VectorFile vector : contents.vectors()) {
            root.withArray("vectors")
                    .addObject()
                    .put("name", vector.name())
                    .put("floats", vector.floats())
                    .put("bytes", vector.bytes())
                    .put("sha256", vector.sha256());
        }
        root.put("settings", contents.settings());
        contents.identity().forEach(root.putObject("identity")::put);
        contents.provenance().forEach(root.putObject("provenance")::put);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /**
     * @param file for messages
     * @param folder for messages: what to delete
     * @throws InvalidInputException if a newer program wrote it
     * @throws DamagedCheckpointException if it is no such page
     */
    static CheckpointContents parse(byte[] text, Object file, String folder) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(text);
            long version = number(root, "formatVersion");
            if (version > VERSION) {
                throw new InvalidInputException(file + ": format version " + version + ", this program reads up to "
                        + VERSION + "; use the program that wrote it, or a newer one");
            }
            return contents(root);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String what = "not readable as a checkpoint (" + firstLine(e) + ")";
            throw new DamagedCheckpointException(DamagedCheckpointException.sentence(file, what, folder), e);
        }
    }

    private static CheckpointContents contents(JsonNode root) {
        List<VectorFile> vectors = new ArrayList<>();
        for (JsonNode vector : root.required("vectors")) {
            vectors.add(new VectorFile(text(vector, "name"), number(vector, "floats"), text(vector, "sha256")));
        }
        return new CheckpointContents(
                number(root, "step"),
                vectors,
                text(root, "settings"),
                texts(root, "identity"),
                texts(root, "provenance"));
    }

    private static Map<String, String> texts(JsonNode parent, String key) {
        Map<String, String> texts = new TreeMap<>();
        JsonNode object = parent.required(key);
        object.fieldNames().forEachRemaining(name -> texts.put(name, text(object, name)));
        return texts;
    }

    private static String text(JsonNode parent, String key) {
        JsonNode value = parent.required(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(key + " is no text");
        }
        return value.textValue();
    }

    private static long number(JsonNode parent, String key) {
        JsonNode value = parent.required(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(key + " is no whole number");
        }
        return value.longValue();
    }

    private static String firstLine(Exception problem) {
        return problem.getMessage().lines().findFirst().orElse("");
    }
}
