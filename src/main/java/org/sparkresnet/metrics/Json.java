package org.sparkresnet.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** JSON as all files and commands write it: doubles in the shortest form that reads back equal, {@code null} for NaN and infinity. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .addModule(new SimpleModule().addSerializer(new FiniteDouble()))
            .build();

    private Json() {}

    /**
     * One line, without its end.
     *
     * @param values written in their order: texts, numbers, flags, and lists and maps of these
     * @throws IOException if a value is none of these
     */
    public static String line(Map<String, ?> values) throws IOException {
        return MAPPER.writeValueAsString(values);
    }

    /** An indented page. */
    static byte[] page(Map<String, ?> values) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(values);
    }

    /** The key {@code step} of an object on one line; empty if the line is something else, or only the start of one. */
    static OptionalLong step(String line) {
        try {
            JsonNode step = MAPPER.readTree(line).path("step");
            return step.isIntegralNumber() ? OptionalLong.of(step.longValue()) : OptionalLong.empty();
        } catch (JsonProcessingException e) {
            return OptionalLong.empty();
        }
    }

    /** JSON has no words for the others. */
    private static final class FiniteDouble extends StdSerializer<Double> {
        private static final long serialVersionUID = 1L;

        FiniteDouble() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }
}
