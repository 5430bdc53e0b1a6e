package org.sparkresnet.image.resize;

/**
 * How one axis of a picture is resampled: the pixels [start, start + length) become {@code total}, and of these [first,
 * first + size) are kept.
 */
public record Axis(int start, int length, int total, int first, int size) {
    /** All of {@code length} pixels become {@code total}. */
    public static Axis whole(int length, int total) {
        return new Axis(0, length, total, 0, total);
    }

    /** Whether it leaves {@code side} pixels as they are. */
    boolean isIdentity(int side) {
        return length == side && total == side && size == side;
    }

    /** Of what is kept, {@code newSize} pixels from {@code from} on. */
    Axis part(int from, int newSize) {
        return new Axis(start, length, total, first + from, newSize);
    }

    /** What each pixel of the outcome is made of. */
    public Taps taps() {
        return Taps.of(weights());
    }

    /**
     * The same of a picture that has been made smaller by {@code divisor} before: the same stretch of it, whose ends may
     * lie within pixels.
     *
     * @param side pixels that the whole picture has along the axis, before it is made smaller
     */
    public Taps taps(int divisor, int side) {
        return Taps.of(weights(divisor, side));
    }

    AxisWeights weights() {
        return AxisWeights.part(length, total, first, size).shifted(start);
    }

    AxisWeights weights(int divisor, int side) {
        if (divisor == 1) {
            return weights();
        }
        return AxisWeights.stretch(
                (double) start / divisor, (double) length / divisor, this, (side + divisor - 1) / divisor);
    }

    /** Whether the stretch keeps at least as many pixels as are made of it if the picture is made smaller before. */
    boolean allows(int divisor) {
        return length >= (long) total * divisor;
    }
}
