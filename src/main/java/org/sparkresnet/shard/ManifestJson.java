package org.sparkresnet.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sparkresnet.config.InvalidInputException;

/** A manifest as JSON, and back. */
final class ManifestJson {
    /** Strict: what this program does not know would be lost from the identity of the data set. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The one property that may be missing: manifests had none before there were such files. */
    static final String MEAN_FILES = "meanFiles";

    private ManifestJson() {}

    /** The same manifest always gives the same bytes: properties in declared order, lines end with a newline. */
    static byte[] write(Manifest manifest) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return (MAPPER.writer(printer).writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest cannot be written as JSON", e);
        }
    }

    /**
     * @param file name for messages
     * @throws InvalidInputException if this is no manifest, or one of a newer version
     */
    static Manifest read(byte[] json, String file) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (!tree.isObject()) {
                throw new IOException("no JSON object");
            }
            int version = tree.path("formatVersion").asInt(0);
            if (version > ShardFormat.VERSION) {
                throw new InvalidInputException(file + ": format version " + version + ", this program reads up to "
                        + ShardFormat.VERSION + "; use a newer program or run prepare again");
            }
            if (!tree.has(MEAN_FILES)) {
                ((ObjectNode) tree).putArray(MEAN_FILES);
            }
            return MAPPER.treeToValue(tree, Manifest.class);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + ": not a readable manifest (" + reason(e) + "); run prepare again", e);
        }
    }

    private static String reason(IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return message.lines().findFirst().orElse("no reason given");
    }
}
