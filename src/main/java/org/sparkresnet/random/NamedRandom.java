package org.sparkresnet.random;

/**
 * A stream of random numbers that is determined by a seed, a purpose and some numbers.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), written out here
 * because the JDK does not promise that its generators keep their streams from release to release, and the order of
 * records must outlive a JDK.
 */
public final class NamedRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private NamedRandom(long state) {
        this.state = state;
    }

    /**
     * The stream for {@code purpose} and {@code numbers} under {@code seed}. Other names, other numbers, another order
     * of the numbers or another seed give an unrelated stream.
     */
    public static NamedRandom of(long seed, String purpose, long... numbers) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (int i = 0; i < purpose.length(); i++) {
            state = mix(state + GOLDEN_GAMMA ^ purpose.charAt(i));
        }
        for (long number : numbers) {
            state = mix(state + GOLDEN_GAMMA ^ mix(number));
        }
        return new NamedRandom(state);
    }

    /** Any of the 2^64 values, equally likely. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A value in [0, bound), equally likely to within {@code bound / 2^63}; {@code bound} must be positive. */
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + ", must be positive");
        }
        return (nextLong() >>> 1) % bound;
    }

    /** A value in [0, bound); {@code bound} must be positive. */
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    /** A value in [0, 1) on a grid of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * A value in [0, 1] from Beta(alpha, alpha), by the polar method that Bailey found for Student's t (Mathematics of
     * Computation 62, 1994) and the known relation {@code (1 + t / sqrt(n + t^2)) / 2} with n = 2 alpha (Devroye, "Random
     * variate generation in one line of code", 1996). {@link StrictMath}, so that it is the same on every machine.
     *
     * @param alpha above 0
     */
    public double nextBeta(double alpha) {
        double exponential = -StrictMath.log(1 - nextDouble());
        double cosine = StrictMath.cos(2 * Math.PI * nextDouble());
        double ratio = StrictMath.expm1(exponential / alpha) * cosine * cosine;
        return (1 + Math.copySign(1 / Math.sqrt(1 + 1 / ratio), cosine)) / 2;
    }

    /** A random order of 0 .. length - 1 (Fisher and Yates). */
    public int[] permutation(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finalizer of SplitMix64: a bijection of the 64-bit values. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
