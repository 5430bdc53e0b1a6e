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
 * @param classNames name of label i at place i; at least one
 * @param normalization with the statistics of the training set, for as many channels as {@code shape} has
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
        if (classNames.isEmpty()) {
            throw new IllegalArgumentException("no class to tell apart");
        }
        if (normalization.mean().size() != shape.channels()) {
            throw new IllegalArgumentException("pictures of " + shape + " and a normalization of "
                    + normalization.mean().size() + " channels");
        }
    }

    /** Number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** All of it as texts by name, from which {@link #parse} makes it again. */
    public Map<String, String> texts() {
        return Map.of(
                SHAPE, shape.toString(),
                CLASSES, classNames.stream().map(NetworkInput::escaped).collect(Collectors.joining(SEPARATOR)),
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
                split(texts, CLASSES, SEPARATOR).stream()
                        .map(NetworkInput::unescaped)
                        .toList(),
                new Normalization(numbers(texts, MEAN), numbers(texts, DEVIATION)));
    }

    /** Names of classes are names of folders and may hold anything, the separator too. */
    private static String escaped(String name) {
        return name.replace("%", "%25").replace(SEPARATOR, "%7C");
    }

    private static String unescaped(String text) {
        return text.replace("%7C", SEPARATOR).replace("%25", "%");
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
