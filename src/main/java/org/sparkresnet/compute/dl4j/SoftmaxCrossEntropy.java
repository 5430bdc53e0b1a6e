package org.sparkresnet.compute.dl4j;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

/**
 * Softmax and cross-entropy on logits, with the scores of the batch on the side.
 *
 * <p>Labels are the class indices {@code [N, 1]}, as floats, or targets {@code [N, 3]}: two class indices and the share
 * of the first. The gradient is that of the <em>mean</em> loss: {@code (softmax - target) / N}, so the network's gradient is
 * the mean over the batch without a further division. Computed in float64 in a fixed order. An instance belongs to one graph and remembers the scores of the batch it saw last.
 */
public final class SoftmaxCrossEntropy implements ILossFunction {
    private static final long serialVersionUID = 1L;
    private static final int COLUMNS = 3;

    /** Part of the configuration that DL4J writes; not final, because its JSON reader sets it. */
    @JsonProperty
    private double labelSmoothing;

    /** Not part of the configuration that DL4J writes: a graph that was read has seen no batch. */
    private transient Scores scores = Scores.NONE;

    /** Labels as they are. */
    public SoftmaxCrossEntropy() {
        this(0);
    }

    /**
     * @param labelSmoothing e in [0, 1]: a class has {@code (1 - e) * share + e / classes} of a target, in gradients and
     *     in scores but those of {@link #scoresOf}
     */
    public SoftmaxCrossEntropy(double labelSmoothing) {
        this.labelSmoothing = labelSmoothing;
    }

    /** The loss of an initialized graph. */
    public static SoftmaxCrossEntropy of(ComputationGraph graph) {
        return (SoftmaxCrossEntropy)
                ((BaseOutputLayer<?>) graph.getOutputLayer(0)).layerConf().getLossFn();
    }

    /** In [0, 1]. */
    public double labelSmoothing() {
        return labelSmoothing;
    }

    /** The scores of the batch for which a gradient or a score was computed last. */
    public Scores scores() {
        return scores;
    }

    @Override
    public double computeScore(INDArray labels, INDArray logits, IActivation identity, INDArray mask, boolean average) {
        scores = scoresOf(labels, logits, labelSmoothing);
        return average ? scores.loss() : scores.lossSum();
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray logits, IActivation identity, INDArray mask) {
        int examples = (int) logits.size(0);
        int classes = (int) logits.size(1);
        float[] values = rows(logits);
        for (int i = 0; i < examples; i++) {
            softmaxGradient(values, i * classes, classes, target(labels, i), examples);
        }
        return Nd4j.create(values, new long[] {examples, classes}, 'c');
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray logits, IActivation identity, INDArray mask, boolean average) {
        double score = computeScore(labels, logits, identity, mask, average);
        return new Pair<>(score, computeGradient(labels, logits, identity, mask));
    }

    /** The loss of each example, {@code [N, 1]}. */
    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray logits, IActivation identity, INDArray mask) {
        int classes = (int) logits.size(1);
        float[] values = rows(logits);
        float[] losses = new float[(int) logits.size(0)];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = (float) Scores.ofLogits(values, i * classes, classes, target(labels, i), labelSmoothing)
                    .lossSum();
        }
        return Nd4j.create(losses, new long[] {losses.length, 1}, 'c');
    }

    @Override
    public String name() {
        return "softmax cross-entropy";
    }

    /** Targets as this loss takes them, {@code [N, 3]}; a share is rounded to float32. */
    public static INDArray labelsOf(List<Target> targets) {
        float[] columns = new float[targets.size() * COLUMNS];
        for (int i = 0; i < targets.size(); i++) {
            columns[i * COLUMNS] = targets.get(i).label();
            columns[i * COLUMNS + 1] = targets.get(i).partner();
            columns[i * COLUMNS + 2] = (float) targets.get(i).share();
        }
        return Nd4j.create(columns, new long[] {targets.size(), COLUMNS}, 'c');
    }

    private static Target target(INDArray labels, int row) {
        if (labels.size(1) == 1) {
            return new Target(labels.getInt(row, 0));
        }
        return new Target(labels.getInt(row, 0), labels.getInt(row, 1), labels.getDouble(row, 2));
    }

    /**
     * Scores of a batch without smoothing.
     *
     * @param labels class indices {@code [N, 1]}, or as {@link #labelsOf} makes them
     * @param logits {@code [N, classes]}
     */
    public static Scores scoresOf(INDArray labels, INDArray logits) {
        return scoresOf(labels, logits, 0);
    }

    private static Scores scoresOf(INDArray labels, INDArray logits, double smoothing) {
        int classes = (int) logits.size(1);
        float[] values = rows(logits);
        Scores sum = Scores.NONE;
        for (int i = 0; i < logits.size(0); i++) {
            sum = sum.plus(Scores.ofLogits(values, i * classes, classes, target(labels, i), smoothing));
        }
        return sum;
    }

    private Object readResolve() {
        return new SoftmaxCrossEntropy(labelSmoothing);
    }

    /** {@code [N, classes]}, row-major, whatever the order in memory. */
    private static float[] rows(INDArray logits) {
        return logits.dup('c').data().asFloat();
    }

    /** Replaces one row of logits by the gradient of the mean loss. */
    private void softmaxGradient(float[] row, int offset, int classes, Target target, int examples) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            highest = Math.max(highest, row[offset + i]);
        }
        double sum = Scores.exponentialSum(row, offset, classes, highest);
        for (int i = 0; i < classes; i++) {
            double probability = StrictMath.exp((double) row[offset + i] - highest) / sum;
            double wanted = (1 - labelSmoothing) * target.shareOf(i) + labelSmoothing / classes;
            row[offset + i] = (float) ((probability - wanted) / examples);
        }
    }
}
