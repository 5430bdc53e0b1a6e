package org.sparkresnet.config;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as texts. */
final class NumberText {
    /** Up to two digits of exponent: plain notation stays short. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");

    private NumberText() {}

    /** A whole number, in whatever notation; the configuration library's own reading cuts 1.5 down to 1. */
    static long whole(String text) {
        return new BigDecimal(text).longValueExact();
    }

    /**
     * One text for each number, however it was written: {@code 1e-4} and {@code 0.00010} are {@code 0.0001}. Any other
     * text stays as it is.
     */
    static String canonical(String text) {
        return NUMBER.matcher(text).matches()
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }
}
