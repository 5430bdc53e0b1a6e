package org.sparkresnet.replica;

import java.io.Serializable;

/**
 * How well some examples were classified, as sums, so that scores of parts add up to the score of the whole.
 *
 * @param examples number of examples
 * @param lossSum sum of the cross-entropy losses in nats, in training with smoothed labels and those of mixed pictures;
 *     NaN as soon as one logit was not finite
 * @param top1Correct examples whose label has the highest logit, at most {@code top5Correct}; in training with mixed
 *     pictures the heavier of their two labels counts
 * @param top5Correct examples whose label is among the five highest, at most {@code examples}
 */
public record Scores(long examples, double lossSum, long top1Correct, long top5Correct) implements Serializable {
    /** The scores of no example. */
    public static final Scores NONE = new Scores(0, 0, 0, 0);

    public Scores {
        if (top1Correct < 0 || top1Correct > top5Correct || top5Correct > examples) {
            throw new IllegalArgumentException(
                    top1Correct + " correct at the first guess, " + top5Correct + " within five, of " + examples);
        }
    }

    /**
     * Scores one example. Ties go to the lower class index; an example with a logit that is not finite is correct at no
     * guess.
     *
     * @param logits {@code [N, classes]}, row-major; the example's row begins at {@code offset}
     * @param label in [0, classes)
     */
    public static Scores ofLogits(float[] logits, int offset, int classes, int label) {
        return ofLogits(logits, offset, classes, new Target(label), 0);
    }

    /**
     * The same, with the loss for a mixed and smoothed target, as torch.nn.CrossEntropyLoss defines it for shares of
     * classes (arXiv:1512.00567, section 7): every class has {@code (1 - smoothing) * share + smoothing / classes}.
     * Correct is who guesses the heavier class of the target; smoothing does not change that.
     *
     * @param smoothing in [0, 1]; with 0, and one class that has all of the target, the bits are those of the plain loss
     */
    public static Scores ofLogits(float[] logits, int offset, int classes, Target target, double smoothing) {
        requireClass(target.label(), classes);
        requireClass(target.partner(), classes);
        int label = target.heavier();
        float own = logits[offset + label];
        int higher = 0;
        float highest = Float.NEGATIVE_INFINITY;
        boolean finite = true;
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            float logit = logits[offset + i];
            finite &= Float.isFinite(logit);
            highest = Math.max(highest, logit);
            sum += logit;
            higher += logit > own || (logit == own && i < label) ? 1 : 0;
        }
        if (!finite) {
            return new Scores(1, Double.NaN, 0, 0);
        }
        // The differences first: beside a large logit the logarithm would be rounded away.
        double toLabel = (double) highest - logits[offset + target.label()];
        double toPartner = (double) highest - logits[offset + target.partner()];
        double toTarget = target.share() * toLabel + (1 - target.share()) * toPartner;
        double gap = (1 - smoothing) * toTarget + smoothing * (highest - sum / classes);
        double loss = gap + StrictMath.log(exponentialSum(logits, offset, classes, highest));
        return new Scores(1, loss, higher < 1 ? 1 : 0, higher < 5 ? 1 : 0);
    }

    private static void requireClass(int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException("label " + label + " of " + classes + " classes");
        }
    }

    /**
     * The sum over the classes of {@code exp(logit - highest)}, in [1, classes].
     *
     * <p>{@link StrictMath} because the last bit of {@link Math#exp} may depend on the processor.
     *
     * @param logits {@code [N, classes]}, row-major; the example's row begins at {@code offset}
     * @param highest logit of the row
     */
    public static double exponentialSum(float[] logits, int offset, int classes, float highest) {
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += StrictMath.exp((double) logits[offset + i] - highest);
        }
        return sum;
    }

    /** The scores of both parts; float64 addition, so the order of many additions must be fixed by the caller. */
    public Scores plus(Scores other) {
        return new Scores(
                examples + other.examples,
                lossSum + other.lossSum,
                top1Correct + other.top1Correct,
                top5Correct + other.top5Correct);
    }

    /** Mean loss per example, NaN for none. */
    public double loss() {
        return lossSum / examples;
    }

    /** Share of examples whose label was not the first guess, in percent 0..100; NaN for none. */
    public double top1Error() {
        return error(top1Correct);
    }

    /** Share of examples whose label was not among the first five guesses, in percent 0..100; NaN for none. */
    public double top5Error() {
        return error(top5Correct);
    }

    /** Whether every logit was finite. */
    public boolean isFinite() {
        return Double.isFinite(lossSum);
    }

    private double error(long correct) {
        return 100.0 * (examples - correct) / examples;
    }
}
