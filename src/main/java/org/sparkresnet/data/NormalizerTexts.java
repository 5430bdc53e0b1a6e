package org.sparkresnet.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.normalize.Normalizer;
import org.sparkresnet.image.normalize.PixelMean;

/**
 * A normalizer as texts by name, to the last bit: {@code input.deviation} and {@code input.mean} with a number for each
 * channel, or instead of the latter {@code input.pixel-mean}, float32 little-endian {@code [C, H, W]} in Base64.
 */
final class NormalizerTexts {
    private static final String MEAN = "input.mean";
    private static final String PIXEL_MEAN = "input.pixel-mean";
    private static final String DEVIATION = "input.deviation";

    private NormalizerTexts() {}

    static Map<String, String> of(Normalizer normalizer) {
        if (normalizer instanceof PixelMean mean) {
            return Map.of(PIXEL_MEAN, encoded(mean.mean()), DEVIATION, join(mean.deviation()));
        }
        Normalization channels = (Normalization) normalizer;
        return Map.of(MEAN, join(channels.mean()), DEVIATION, join(channels.deviation()));
    }

    /**
     * Reads what {@link #of} wrote; other names are ignored.
     *
     * @param shape of the pictures
     * @throws IllegalArgumentException if something is missing, malformed or of another size
     */
    static Normalizer parse(Map<String, String> texts, PictureShape shape) {
        List<Double> deviation = numbers(texts, DEVIATION);
        String pixels = texts.get(PIXEL_MEAN);
        return pixels == null
                ? new Normalization(numbers(texts, MEAN), deviation)
                : new PixelMean(shape, decoded(pixels), deviation);
    }

    private static String encoded(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] decoded(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private static String join(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(NetworkInput.SEPARATOR));
    }

    private static List<Double> numbers(Map<String, String> texts, String name) {
        return NetworkInput.split(texts, name, NetworkInput.SEPARATOR).stream()
                .map(Double::valueOf)
                .toList();
    }
}
