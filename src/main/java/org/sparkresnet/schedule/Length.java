package org.sparkresnet.schedule;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of training as a person writes it: {@code 90ep}, {@code 0.25ep} or {@code 500ba}.
 *
 * @param amount how many units, in [0, 1e9]; whole for batches
 * @param unit epochs or batches, where a batch is one step
 */
public record Length(double amount, Unit unit) implements Serializable {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-z]+)");

    /** A billion of anything is a mistake in writing, and its steps still fit into 64 bits. */
    private static final double LARGEST_AMOUNT = 1e9;

    private static final String REMEDY = "write a length such as 90ep (epochs) or 500ba (batches = steps)";

    /** What a length counts. */
    public enum Unit {
        /** Passes over the training records; fractions are allowed. */
        EPOCHS("ep"),
        /** Optimizer updates; whole numbers only. */
        BATCHES("ba");

        private final String suffix;

        Unit(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Checks the range, and that batches are whole. */
    public Length {
        Objects.requireNonNull(unit, "unit is null");
        if (!(amount >= 0 && amount <= LARGEST_AMOUNT)) {
            throw new IllegalArgumentException("a length lies between 0 and 1e9; " + REMEDY);
        }
        if (unit == Unit.BATCHES && amount != Math.rint(amount)) {
            throw new IllegalArgumentException(
                    "there is no part of a batch; give a whole number of batches, or epochs");
        }
    }

    /**
     * Reads a number directly followed by its unit.
     *
     * @throws IllegalArgumentException with "what is wrong; what to write" for any other text
     */
    public static Length parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a number with a unit; " + REMEDY);
        }
        Unit unit = Arrays.stream(Unit.values())
                .filter(known -> known.suffix.equals(parts.group(2)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown unit " + parts.group(2) + "; " + REMEDY));
        return new Length(Double.parseDouble(parts.group(1)), unit);
    }

    /**
     * This length in steps, rounded to the nearest; a length above 0 is at least one step.
     *
     * @param stepsPerEpoch at least 1
     */
    public long steps(long stepsPerEpoch) {
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException("stepsPerEpoch is " + stepsPerEpoch + ", must be at least 1");
        }
        if (amount == 0 || unit == Unit.BATCHES) {
            return (long) amount;
        }
        return Math.max(1, Math.round(amount * stepsPerEpoch));
    }

    /** The text that {@link #parse} reads, without needless zeros: {@code 0.25ep}. */
    @Override
    public String toString() {
        BigDecimal plain = BigDecimal.valueOf(amount).stripTrailingZeros();
        return plain.toPlainString() + unit.suffix;
    }
}
