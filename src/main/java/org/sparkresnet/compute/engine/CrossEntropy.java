package org.sparkresnet.compute.engine;

import java.util.List;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

/**
 * Softmax and cross-entropy on rows of logits, computed in float64 in a fixed order.
 *
 * <p>Rows are {@code [N, classes]}, row-major; targets are {@code [N]}.
 *
 * @param labelSmoothing e in [0, 1]: a class has {@code (1 - e) * share + e / classes} of a row's target, see {@link
 *     Scores#ofLogits(float[], int, int, Target, double)}
 */
public record CrossEntropy(double labelSmoothing) {
    /** What evaluation reports: labels as they are. */
    public static final CrossEntropy PLAIN = new CrossEntropy(0);

    public CrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("label smoothing is " + labelSmoothing + ", expected 0 to 1");
        }
    }

    /** Scores of the first rows, as many as there are targets. */
    public Scores scores(float[] logits, int classes, List<Target> targets) {
        Scores sum = Scores.NONE;
        for (int i = 0; i < targets.size(); i++) {
            sum = sum.plus(Scores.ofLogits(logits, i * classes, classes, targets.get(i), labelSmoothing));
        }
        return sum;
    }

    /**
     * Replaces the logits by the gradient of the <em>mean</em> loss, {@code (softmax - target) / N}, so that the
     * network's gradient is the mean over the batch without a further division.
     */
    public void replaceByGradient(float[] logits, int classes, List<Target> targets) {
        for (int i = 0; i < targets.size(); i++) {
            replaceRow(logits, i * classes, classes, targets.get(i), targets.size());
        }
    }

    private void replaceRow(float[] row, int offset, int classes, Target target, int examples) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            highest = Math.max(highest, row[offset + i]);
        }
        double sum = Scores.exponentialSum(row, offset, classes, highest);
        double everyClass = labelSmoothing / classes;
        for (int i = 0; i < classes; i++) {
            double probability = StrictMath.exp((double) row[offset + i] - highest) / sum;
            double wanted = (1 - labelSmoothing) * target.shareOf(i) + everyClass;
            row[offset + i] = (float) ((probability - wanted) / examples);
        }
    }
}
