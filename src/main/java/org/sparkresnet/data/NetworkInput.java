package org.sparkresnet.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.Normalizer;

/**
 * What a network takes in and tells apart; kept with its weights, because they mean nothing without it.
 *
 * @param shape of a picture after augmentation
 * @param classNames name of label i at place i; at least one
 * @param normalization with the statistics of the training set, for pictures of {@code shape}
 */
public record NetworkInput(PictureShape shape, List<String> classNames, Normalizer normalization)
        implements Serializable {
    private static final String SHAPE = "input.shape";
    private static final String CLASSES = "input.classes";
    /** Between the elements of a list. */
    static final String SEPARATOR = "|";

    public NetworkInput {
        classNames = List.copyOf(classNames);
        if (classNames.isEmpty()) {
            throw new IllegalArgumentException("no class to tell apart");
        }
        if (!normalization.fits(shape)) {
            throw new IllegalArgumentException("pictures of " + shape + " and " + normalization);
        }
    }

    /** Number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** All of it as texts by name, from which {@link #parse} makes it again. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>(NormalizerTexts.of(normalization));
        texts.put(SHAPE, shape.toString());
        texts.put(CLASSES, classNames.stream().map(NetworkInput::escaped).collect(Collectors.joining(SEPARATOR)));
        return texts;
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
        PictureShape pictures = new PictureShape(shape.get(0), shape.get(1), shape.get(2));
        List<String> classNames = split(texts, CLASSES, SEPARATOR).stream()
                .map(NetworkInput::unescaped)
                .toList();
        return new NetworkInput(pictures, classNames, NormalizerTexts.parse(texts, pictures));
    }

    /** Names of classes are names of folders and may hold anything, the separator too. */
    private static String escaped(String name) {
        return name.replace("%", "%25").replace(SEPARATOR, "%7C");
    }

    private static String unescaped(String text) {
        return text.replace("%7C", SEPARATOR).replace("%25", "%");
    }

    /** @throws IllegalArgumentException if there is no text of that name */
    static List<String> split(Map<String, String> texts, String name, String separator) {
        if (!texts.containsKey(name)) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return Arrays.asList(texts.get(name).split(Pattern.quote(separator), -1));
    }
}
