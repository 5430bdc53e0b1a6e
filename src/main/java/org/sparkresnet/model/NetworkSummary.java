package org.sparkresnet.model;

import java.util.List;

/**
 * What a {@link Network} costs to store and to compute. Counts are for one picture and one forward pass.
 *
 * @param rows the stages in the order of computation, as in table 1 of arXiv:1512.03385
 * @param trainableParameters weights, biases, and scales and shifts of batch normalization
 * @param parameters these and the running means and variances: the length of the flat vector
 * @param multiplyAdds multiplications with an addition, in convolutions and the dense layer
 * @param activationsPerImage values that all layers together give out; the picture itself is not counted
 */
public record NetworkSummary(
        List<Row> rows, long trainableParameters, long parameters, long multiplyAdds, long activationsPerImage) {
    /**
     * One stage.
     *
     * @param output size of what its last layer gives, channels x height x width
     * @param text its content in the words of the paper
     */
    public record Row(String stage, String output, String text, long trainableParameters, long multiplyAdds) {}

    public NetworkSummary {
        rows = List.copyOf(rows);
    }

    static NetworkSummary of(Network network) {
        Stage whole = new Stage("network", "", network.layers().toList());
        long trainable = whole.sum(Layer::trainableParameters);
        return new NetworkSummary(
                network.stages().stream().map(NetworkSummary::row).toList(),
                trainable,
                trainable + whole.sum(Layer::statistics),
                whole.sum(Layer::multiplyAdds),
                whole.sum(layer -> layer.output().values()));
    }

    private static Row row(Stage stage) {
        return new Row(
                stage.name(),
                stage.output().size(),
                stage.text(),
                stage.sum(Layer::trainableParameters),
                stage.sum(Layer::multiplyAdds));
    }
}
