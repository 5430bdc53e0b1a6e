package org.sparkresnet.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which name a person meant. */
final class Suggestion {
    private Suggestion() {}

    /** The sentence for a name that does not exist, with the nearest one that does. */
    static String unknown(String name, Collection<String> known) {
        return nearest(name, known)
                .map(near -> "unknown setting; did you mean " + near + "?")
                .orElse("unknown setting; reference.conf lists all of them");
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(name, candidate) <= Math.max(3, name.length() / 2));
    }

    /** Spelling counts most; a right last word in the wrong block counts as near. */
    private static int distance(String name, String candidate) {
        int whole = LevenshteinDistance.getDefaultInstance().apply(name, candidate);
        int lastWord = LevenshteinDistance.getDefaultInstance().apply(lastWord(name), lastWord(candidate));
        return Math.min(whole, lastWord + 2);
    }

    private static String lastWord(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
