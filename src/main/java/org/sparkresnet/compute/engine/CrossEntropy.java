package org.sparkresnet.compute.engine;

import org.sparkresnet.replica.Scores;

/**
 * Softmax and cross-entropy on rows of logits, computed in float64 in a fixed order.
 *
 * <p>Rows are {@code [N, classes]}, row-major; labels are the classes {@code [N]}.
 *
 * @param labelSmoothing e in [0, 1]: the target of a row is {@code (1 - e) * onehot + e / classes}, see {@link
 *     Scores#ofLogits(float[], int, int, int, double)}
 */
public record CrossEntropy(double labelSmoothing) {
    /** What evaluation reports: labels as they are. */
    public static final CrossEntropy PLAIN = new CrossEntropy(0);

    public CrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("label smoothing is " + labelSmoothing + ", expected 0 to 1");
        }
    }

    /** Scores of the first rows, as many as there are labels. */
    public Scores scores(float[] logits, int classes, int[] labels) {
        Scores sum = Scores.NONE;
        for (int i = 0; i < labels.length; i++) {
            sum = sum.plus(Scores.ofLogits(logits, i * classes, classes, labels[i], labelSmoothing));
        }
        return sum;
    }

    /**
     * Replaces the logits by the gradient of the <em>mean</em> loss, {@code (softmax - target) / N}, so that the
     * network's gradient is the mean over the batch without a further division.
     */
    public void replaceByGradient(float[] logits, int classes, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            replaceRow(logits, i * classes, classes, labels[i], labels.length);
        }
    }

    private void replaceRow(float[] row, int offset, int classes, int label, int examples) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            highest = Math.max(highest, row[offset + i]);
        }
        double sum = Scores.exponentialSum(row, offset, classes, highest);
        double everyClass = labelSmoothing / classes;
        double ownClass = 1 - labelSmoothing + everyClass;
        for (int i = 0; i < classes; i++) {
            double probability = StrictMath.exp((double) row[offset + i] - highest) / sum;
            row[offset + i] = (float) ((probability - (i == label ? ownClass : everyClass)) / examples);
        }
    }
}
