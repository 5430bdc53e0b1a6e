package org.sparkresnet.compute.program;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Kernels;

/** Writes down the calls of the way back; nodes are visited in the reverse order of the way forward. */
final class BackwardPass implements Node.Visitor {
    private final Kernels kernels;
    private final FlatVectors flat;
    private final Sequence sequence;
    private final Activations activations;
    private final Gradients gradients;

    BackwardPass(Kernels kernels, FlatVectors flat, Sequence sequence, Activations activations, Gradients gradients) {
        this.kernels = kernels;
        this.flat = flat;
        this.sequence = sequence;
        this.activations = activations;
        this.gradients = gradients;
    }

    @Override
    public void visit(Node.Pictures node) {
        // Nobody asks for the gradient of pictures.
    }

    @Override
    public void visit(Node.Convolution node) {
        Operand gradient = gradients.of(node);
        Stream<Operand> results = IntStream.concat(IntStream.of(node.weights()), node.bias().stream())
                .mapToObj(place -> new Operand.Fixed(flat.gradient(place)));
        sequence.add(
                "convolution weights",
                kernels.convolutionWeightGradient(node.shape(), node.bias().isPresent()),
                Operand.all(Stream.of(activations.of(node.input()), gradient), results));
        if (!(node.input() instanceof Node.Pictures)) {
            gradients.give(
                    node.input(),
                    inputGradient -> sequence.add(
                            "convolution data",
                            kernels.convolutionDataGradient(node.shape()),
                            gradient,
                            new Operand.Fixed(flat.parameter(node.weights())),
                            inputGradient));
        }
        gradients.release(node);
    }

    @Override
    public void visit(Node.Norm node) {
        Activations.BatchStatistics ofBatch = activations.statistics(node);
        Node.NormPlaces places = node.places();
        Operand gradient = gradients.of(node);
        gradients.transform(
                node,
                node.input(),
                inputGradient -> sequence.add(
                        "normalization backward",
                        kernels.normGradient(node.shape()),
                        activations.of(node.input()),
                        ofBatch.mean(),
                        ofBatch.variance(),
                        new Operand.Fixed(flat.parameter(places.scale())),
                        ofBatch.mask(),
                        gradient,
                        inputGradient,
                        new Operand.Fixed(flat.gradient(places.scale())),
                        new Operand.Fixed(flat.gradient(places.shift()))));
    }

    @Override
    public void visit(Node.Addition node) {
        if (node.relu()) {
            Operand gradient = gradients.of(node);
            gradients.transform(node, node, behindRelu -> reluGradient(node, gradient, behindRelu));
        }
        gradients.share(node, node.branch());
        gradients.share(node, node.shortcut());
        gradients.release(node);
    }

    @Override
    public void visit(Node.PaddedShortcut node) {
        gradients.give(
                node.input(),
                inputGradient -> sequence.add(
                        "shortcut", kernels.paddedShortcutGradient(node.shape()), gradients.of(node), inputGradient));
        gradients.release(node);
    }

    @Override
    public void visit(Node.Relu node) {
        Operand gradient = gradients.of(node);
        gradients.transform(node, node.input(), inputGradient -> reluGradient(node, gradient, inputGradient));
    }

    @Override
    public void visit(Node.Elu node) {
        Operand gradient = gradients.of(node);
        gradients.transform(
                node,
                node.input(),
                inputGradient -> sequence.add(
                        "ELU",
                        kernels.eluGradient(node.output(), node.alpha()),
                        activations.of(node),
                        gradient,
                        inputGradient));
    }

    @Override
    public void visit(Node.MaxPooling node) {
        gradients.give(
                node.input(),
                inputGradient -> sequence.add(
                        "pooling",
                        kernels.maxPoolingGradient(node.input().output(), node.window()),
                        gradients.of(node),
                        activations.positions(node),
                        inputGradient));
        gradients.release(node);
    }

    @Override
    public void visit(Node.MeanPooling node) {
        gradients.give(
                node.input(),
                inputGradient -> sequence.add(
                        "pooling",
                        kernels.meanPoolingGradient(node.input().output()),
                        gradients.of(node),
                        inputGradient));
        gradients.release(node);
    }

    @Override
    public void visit(Node.Dropout node) {
        Operand gradient = gradients.of(node);
        gradients.transform(
                node,
                node.input(),
                inputGradient -> sequence.add(
                        "dropout",
                        new Masking(node.output().values()),
                        gradient,
                        activations.mask(node),
                        inputGradient));
    }

    @Override
    public void visit(Node.Dense node) {
        Operand gradient = gradients.of(node);
        sequence.add(
                "dense layer",
                kernels.denseWeightGradient(node.shape()),
                activations.of(node.input()),
                gradient,
                new Operand.Fixed(flat.gradient(node.weights())),
                new Operand.Fixed(flat.gradient(node.bias())));
        gradients.give(
                node.input(),
                inputGradient -> sequence.add(
                        "dense layer",
                        kernels.denseDataGradient(node.shape()),
                        gradient,
                        new Operand.Fixed(flat.parameter(node.weights())),
                        inputGradient));
        gradients.release(node);
    }

    private void reluGradient(Node node, Operand gradient, Operand inputGradient) {
        sequence.add("ReLU", kernels.reluGradient(node.output()), activations.of(node), gradient, inputGradient);
    }
}
