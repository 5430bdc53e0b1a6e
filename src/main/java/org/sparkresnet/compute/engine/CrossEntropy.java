package org.sparkresnet.compute.engine;

import org.sparkresnet.replica.Scores;

/**
 * Softmax and cross-entropy on rows of logits, computed in float64 in a fixed order.
 *
 * <p>Rows are {@code [N, classes]}, row-major; labels are the classes {@code [N]}.
 */
public final class CrossEntropy {
    private CrossEntropy() {}

    /** Scores of the first rows, as many as there are labels. */
    public static Scores scores(float[] logits, int classes, int[] labels) {
        Scores sum = Scores.NONE;
        for (int i = 0; i < labels.length; i++) {
            sum = sum.plus(Scores.ofLogits(logits, i * classes, classes, labels[i]));
        }
        return sum;
    }

    /**
     * Replaces the logits by the gradient of the <em>mean</em> loss, {@code (softmax - onehot) / N}, so that the
     * network's gradient is the mean over the batch without a further division.
     */
    public static void replaceByGradient(float[] logits, int classes, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            replaceRow(logits, i * classes, classes, labels[i], labels.length);
        }
    }

    private static void replaceRow(float[] row, int offset, int classes, int label, int examples) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            highest = Math.max(highest, row[offset + i]);
        }
        double sum = Scores.exponentialSum(row, offset, classes, highest);
        for (int i = 0; i < classes; i++) {
            double probability = StrictMath.exp((double) row[offset + i] - highest) / sum;
            row[offset + i] = (float) ((probability - (i == label ? 1 : 0)) / examples);
        }
    }
}
