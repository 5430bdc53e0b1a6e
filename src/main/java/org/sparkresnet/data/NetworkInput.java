package org.sparkresnet.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sparkresnet.image.Normalization;
import org.sparkresnet.image.PictureShape;

/**
 * What a network takes in and tells apart; kept with its weights, because they mean nothing without it.
 *
 * @param shape of a picture after augmentation
 * @param classNames name of label i at place i
 * @param normalization with the statistics of the training set
 */
public record NetworkInput(PictureShape shape, List<String> classNames, Normalization normalization)
        implements Serializable {
    private static final String SHAPE = "input.shape";
    private static final String CLASSES = "input.classes";
    private static final String MEAN = "input.mean";
    private static final String DEVIATION = "input.deviation";
    private static final String SEPARATOR = "|";

    public NetworkInput {
        classNames = List.copyOf(classNames);
    }

    /** Number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** All of it as texts by name, from which {@link #parse} makes it again. */
    public Map<String, String> texts() {
        return Map.of(
                SHAPE, shape.toString(),
                CLASSES, String.join(SEPARATOR, classNames),
                MEAN, join(normalization.mean()),
                DEVIATION, join(normalization.deviation()));
    }

    /**
     * Reads what {@link #texts} wrote; other names are ignored.
     *
     * @throws IllegalArgumentException if something is missing or no number
     */
    public static NetworkInput parse(Map<String, String> texts) {
        List<Integer> shape =
                split(texts, SHAPE, "x").stream().map(Integer::valueOf).toList();
        if (shape.size() != 3) {
            throw new IllegalArgumentException(SHAPE + " is " + texts.get(SHAPE) + ", expected CxHxW");
        }
        return new NetworkInput(
                new PictureShape(shape.get(0), shape.get(1), shape.get(2)),
                split(texts, CLASSES, SEPARATOR),
                new Normalization(numbers(texts, MEAN), numbers(texts, DEVIATION)));
    }

    private static String join(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }

    private static List<Double> numbers(Map<String, String> texts, String name) {
        return split(texts, name, SEPARATOR).stream().map(Double::valueOf).toList();
    }

    private static List<String> split(Map<String, String> texts, String name, String separator) {
        if (!texts.containsKey(name)) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return Arrays.asList(texts.get(name).split(Pattern.quote(separator), -1));
    }
}
