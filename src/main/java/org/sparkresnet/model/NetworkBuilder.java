package org.sparkresnet.model;

import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.image.PictureShape;

/**
 * Writes a {@link Network} down, one part after the other.
 *
 * <p>Every method that adds a part answers what the part gives, which is the input of the next. Parts belong to the
 * stage that was begun last.
 */
final class NetworkBuilder {
    private final Output input;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private String name = "";
    private String text = "";

    /** Begins a network for pictures {@code [C, H, W]}. */
    NetworkBuilder(PictureShape picture) {
        input = new Output("input", picture.channels(), picture.height(), picture.width());
    }

    /** The picture. */
    Output input() {
        return input;
    }

    /** Begins the next stage; {@code says} is its content in the words of table 1. */
    void stage(String called, String says) {
        endStage();
        name = called;
        text = says;
    }

    /** Convolution and batch normalization. */
    Output convolutionAndNorm(String part, Output from, int channels, int kernel, int stride) {
        Output convolved = add(new Layer.Convolution(part, from, channels, kernel, stride));
        return add(new Layer.Norm(part + "-norm", convolved));
    }

    /** Convolution, batch normalization and ReLU. */
    Output convolutionNormRelu(String part, Output from, int channels, int kernel, int stride) {
        return add(new Layer.Relu(part + "-relu", convolutionAndNorm(part, from, channels, kernel, stride)));
    }

    /** Max pooling with the given kernel and stride. */
    Output maxPooling(String part, Output from, int kernel, int stride) {
        return add(new Layer.MaxPooling(part, from, kernel, stride));
    }

    /** Every {@code stride}-th row and column, with zeros for new channels. */
    Output paddedShortcut(String part, Output from, int channels, int stride) {
        return add(new Layer.PaddedShortcut(part, from, channels, stride));
    }

    /** {@code relu(branch + shortcut)}. */
    Output addAndRelu(String part, Output branch, Output shortcut) {
        Output sum = add(new Layer.Addition(part + "-add", branch, shortcut));
        return add(new Layer.Relu(part + "-relu", sum));
    }

    /**
     * The last stage: global average pooling and a dense layer to {@code classes} logits.
     *
     * @param dropout share of the features between them that is dropped in training
     */
    Network classifier(Output from, int classes, double dropout) {
        String dropped = dropout > 0 ? "dropout of " + dropout + ", " : "";
        stage("head", "average pooling, " + dropped + classes + " classes");
        Output features = add(new Layer.GlobalPooling("pool", from));
        if (dropout > 0) {
            features = add(new Layer.Dropout("dropout", features, dropout));
        }
        add(new Layer.Head("head", features, classes));
        endStage();
        return new Network(input, stages);
    }

    private Output add(Layer layer) {
        layers.add(layer);
        return layer.output();
    }

    private void endStage() {
        if (!layers.isEmpty()) {
            stages.add(new Stage(name, text, layers));
            layers.clear();
        }
    }
}
