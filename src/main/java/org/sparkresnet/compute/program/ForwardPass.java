package org.sparkresnet.compute.program;

import java.util.stream.Stream;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Epilogue;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.Shape;

/** Writes down the calls of the way forward in training: with the statistics of the batch. */
final class ForwardPass implements Node.Visitor {
    private final Kernels kernels;
    private final FlatVectors flat;
    private final Sequence sequence;
    private final Activations activations;
    private final Operand pictures;
    private final NumberWatch watch;
    private final BatchNotes notes;

    ForwardPass(Kernels kernels, FlatVectors flat, Sequence sequence, Activations activations, Ends ends) {
        this.kernels = kernels;
        this.flat = flat;
        this.sequence = sequence;
        this.activations = activations;
        this.pictures = ends.pictures();
        this.watch = ends.watch();
        this.notes = ends.notes();
    }

    @Override
    public void visit(Node.Pictures node) {
        if (kernels.isPlain(node.output())) {
            activations.put(node, pictures);
        } else {
            Operand arranged = newActivation(node);
            sequence.add("arrangement", kernels.arrangement(node.output()), pictures, arranged);
        }
    }

    @Override
    public void visit(Node.Convolution node) {
        Stream<Operand> bias = node.bias().stream().mapToObj(place -> new Operand.Fixed(flat.parameter(place)));
        Stream<Operand> inputs =
                Stream.of(activations.of(node.input()), new Operand.Fixed(flat.parameter(node.weights())));
        sequence.add(
                "convolution forward",
                kernels.convolution(node.shape(), Epilogue.ofBias(node.bias().isPresent())),
                Operand.all(inputs, Stream.concat(bias, Stream.of(newActivation(node)))));
    }

    @Override
    public void visit(Node.Norm node) {
        long channelBytes = (long) node.output().channels() * Float.BYTES;
        Activations.BatchStatistics ofBatch = new Activations.BatchStatistics(
                sequence.buffer(channelBytes),
                sequence.buffer(channelBytes),
                sequence.buffer(kernels.maskBytes(node.shape())));
        activations.putStatistics(node, ofBatch);
        sequence.add(
                "normalization forward",
                kernels.norm(node.shape()),
                activations.of(node.input()),
                new Operand.Fixed(flat.parameter(node.places().scale())),
                new Operand.Fixed(flat.parameter(node.places().shift())),
                ofBatch.mean(),
                ofBatch.variance(),
                ofBatch.mask(),
                newActivation(node));
        sequence.add(
                "statistics",
                new StatisticsGradient(node, watch),
                ofBatch.mean(),
                ofBatch.variance(),
                new Operand.Fixed(flat.parameter(node.places().mean())),
                new Operand.Fixed(flat.parameter(node.places().variance())),
                new Operand.Fixed(flat.gradient(node.places().mean())),
                new Operand.Fixed(flat.gradient(node.places().variance())));
    }

    @Override
    public void visit(Node.Addition node) {
        Operand branch = activations.of(node.branch());
        boolean branchIsFree =
                node.branch() instanceof Node.Norm norm && !norm.shape().relu() && activations.readers(norm) == 1;
        if (branchIsFree) {
            activations.put(node, branch);
        }
        sequence.add(
                "addition",
                kernels.addition(node.output(), node.relu()),
                branch,
                activations.of(node.shortcut()),
                branchIsFree ? branch : newActivation(node));
    }

    @Override
    public void visit(Node.PaddedShortcut node) {
        sequence.add(
                "shortcut", kernels.paddedShortcut(node.shape()), activations.of(node.input()), newActivation(node));
    }

    @Override
    public void visit(Node.Relu node) {
        sequence.add("ReLU", kernels.relu(node.output()), activations.of(node.input()), newActivation(node));
    }

    @Override
    public void visit(Node.Elu node) {
        sequence.add(
                "ELU", kernels.elu(node.output(), node.alpha()), activations.of(node.input()), newActivation(node));
    }

    @Override
    public void visit(Node.MaxPooling node) {
        Shape input = node.input().output();
        Operand positions = sequence.buffer(kernels.positionBytes(input, node.window()));
        activations.putPositions(node, positions);
        sequence.add(
                "pooling",
                kernels.maxPooling(input, node.window()),
                activations.of(node.input()),
                positions,
                newActivation(node));
    }

    @Override
    public void visit(Node.MeanPooling node) {
        sequence.add(
                "pooling",
                kernels.meanPooling(node.input().output()),
                activations.of(node.input()),
                newActivation(node));
    }

    @Override
    public void visit(Node.Dropout node) {
        Operand mask = sequence.buffer(node.output().values() * Float.BYTES);
        activations.putMask(node, mask);
        sequence.add("dropout", new MaskDrawing(node, notes), mask);
        sequence.add(
                "dropout",
                new Masking(node.output().values()),
                activations.of(node.input()),
                mask,
                newActivation(node));
    }

    @Override
    public void visit(Node.Dense node) {
        sequence.add(
                "dense layer",
                kernels.dense(node.shape()),
                activations.of(node.input()),
                new Operand.Fixed(flat.parameter(node.weights())),
                new Operand.Fixed(flat.parameter(node.bias())),
                newActivation(node));
    }

    private Operand newActivation(Node node) {
        Operand value = sequence.buffer(kernels.bytes(node.output()));
        activations.put(node, value);
        return value;
    }

    /**
     * What comes from outside.
     *
     * @param pictures plain {@code [N, C, H, W]}
     * @param watch sees the statistics of the batch
     * @param notes of the batch
     */
    record Ends(Operand pictures, NumberWatch watch, BatchNotes notes) {}
}
