package org.sparkresnet.prepare.source;

import java.util.Collection;
import java.util.stream.Collectors;

/** A list for a sentence, which must stay readable when thousands of files are wrong. */
public final class FirstFew {
    /** Most elements that are named. */
    public static final int MOST = 10;

    private FirstFew() {}

    /** The first ten and how many more there are: "a, b, c and 4 more". */
    public static String of(Collection<?> all) {
        return of(all, all.size());
    }

    /**
     * The same where only some are at hand.
     *
     * @param some at least the first ten, or all
     * @param count of all
     */
    public static String of(Collection<?> some, long count) {
        String named = some.stream().limit(MOST).map(Object::toString).collect(Collectors.joining(", "));
        return count > MOST ? named + " and " + (count - MOST) + " more" : named;
    }
}
