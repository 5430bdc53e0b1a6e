package org.sparkresnet.compute.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Epilogue;
import org.sparkresnet.compute.kernel.Kernels;

/**
 * Writes down the calls that compute logits with running statistics.
 *
 * <p>A convolution waits for what is done to its values next: the sum with the shortcut and ReLU happen before they
 * leave the registers, and normalization beforehand, to its weights.
 */
final class InferencePass implements Node.Visitor {
    private final Kernels kernels;
    private final FlatVectors flat;
    private final Sequence sequence;
    private final Operand pictures;
    private final Map<String, Operand> values = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();

    /** @param pictures plain {@code [N, C, H, W]} */
    InferencePass(Kernels kernels, FlatVectors flat, Sequence sequence, List<Node> nodes, Operand pictures) {
        this.kernels = kernels;
        this.flat = flat;
        this.sequence = sequence;
        this.pictures = pictures;
        for (Node node : nodes) {
            node.inputs().forEach(input -> readers.merge(input.name(), 1, Integer::sum));
        }
    }

    /** Where the result of a node is. */
    Operand of(Node node) {
        Operand value = values.get(node.name());
        if (value == null) {
            compute(node);
            value = values.get(node.name());
        }
        return value;
    }

    @Override
    public void visit(Node.Pictures node) {
        if (kernels.isPlain(node.output())) {
            values.put(node.name(), pictures);
        } else {
            sequence.add("arrangement", kernels.arrangement(node.output()), pictures, newValue(node));
        }
    }

    @Override
    public void visit(Node.Convolution node) {
        if (readers.get(node.name()) > 1 || node.bias().isPresent()) {
            compute(node);
        }
    }

    @Override
    public void visit(Node.Norm node) {
        // What only a sum looks at waits for the sum.
        if (!isConvolved(node) || node.shape().relu() || readers.get(node.name()) > 1) {
            compute(node);
        }
    }

    @Override
    public void visit(Node.Addition node) {
        if (node.branch() instanceof Node.Norm norm && !values.containsKey(norm.name())) {
            Operand shortcut = of(node.shortcut());
            convolve(norm, new Epilogue(true, true, node.relu()), shortcut, newValue(node));
        } else {
            sequence.add(
                    "addition",
                    kernels.addition(node.output(), node.relu()),
                    of(node.branch()),
                    of(node.shortcut()),
                    newValue(node));
        }
    }

    @Override
    public void visit(Node.PaddedShortcut node) {
        sequence.add("shortcut", kernels.paddedShortcut(node.shape()), of(node.input()), newValue(node));
    }

    @Override
    public void visit(Node.Relu node) {
        sequence.add("ReLU", kernels.relu(node.output()), of(node.input()), newValue(node));
    }

    @Override
    public void visit(Node.Elu node) {
        sequence.add("ELU", kernels.elu(node.output(), node.alpha()), of(node.input()), newValue(node));
    }

    @Override
    public void visit(Node.MaxPooling node) {
        Operand positions = sequence.buffer(kernels.positionBytes(node.input().output(), node.window()));
        sequence.add(
                "pooling",
                kernels.maxPooling(node.input().output(), node.window()),
                of(node.input()),
                positions,
                newValue(node));
    }

    @Override
    public void visit(Node.MeanPooling node) {
        sequence.add("pooling", kernels.meanPooling(node.input().output()), of(node.input()), newValue(node));
    }

    @Override
    public void visit(Node.Dropout node) {
        values.put(node.name(), of(node.input()));
    }

    @Override
    public void visit(Node.Dense node) {
        sequence.add(
                "dense layer",
                kernels.dense(node.shape()),
                of(node.input()),
                new Operand.Fixed(flat.parameter(node.weights())),
                new Operand.Fixed(flat.parameter(node.bias())),
                newValue(node));
    }

    /** Computes what had been waiting. */
    private void compute(Node node) {
        if (node instanceof Node.Convolution convolution) {
            convolve(convolution);
        } else if (node instanceof Node.Norm norm && isConvolved(norm)) {
            Epilogue epilogue = new Epilogue(true, false, norm.shape().relu());
            convolve(norm, epilogue, newValue(norm));
        } else if (node instanceof Node.Norm norm) {
            Node.NormPlaces places = norm.places();
            sequence.add(
                    "normalization",
                    kernels.normOfStatistics(norm.shape()),
                    of(norm.input()),
                    new Operand.Fixed(flat.parameter(places.mean())),
                    new Operand.Fixed(flat.parameter(places.variance())),
                    new Operand.Fixed(flat.parameter(places.scale())),
                    new Operand.Fixed(flat.parameter(places.shift())),
                    newValue(norm));
        }
    }

    /** The convolution before {@code norm}, with the norm and what else the epilogue does with {@code others}. */
    private void convolve(Node.Norm norm, Epilogue epilogue, Operand... othersAndResult) {
        Node.Convolution convolution = (Node.Convolution) norm.input();
        long channelBytes = (long) norm.output().channels() * Float.BYTES;
        Operand factor = sequence.buffer(channelBytes);
        Operand bias = sequence.keptBuffer(channelBytes);
        Operand scaled = sequence.buffer(convolution.shape().weights() * Float.BYTES);
        Node.NormPlaces places = norm.places();
        sequence.prepare(
                "statistics",
                new NormFolding(norm),
                new Operand.Fixed(flat.parameter(places.scale())),
                new Operand.Fixed(flat.parameter(places.shift())),
                new Operand.Fixed(flat.parameter(places.mean())),
                new Operand.Fixed(flat.parameter(places.variance())),
                factor,
                bias);
        sequence.prepare(
                "weights",
                new WeightFolding(convolution.shape()),
                new Operand.Fixed(flat.parameter(convolution.weights())),
                factor,
                scaled);
        convolve(convolution, epilogue, scaled, Stream.concat(Stream.of(bias), Stream.of(othersAndResult)));
    }

    /** A convolution as it stands. */
    private void convolve(Node.Convolution node) {
        Stream<Operand> bias = node.bias().stream().mapToObj(place -> new Operand.Fixed(flat.parameter(place)));
        convolve(
                node,
                Epilogue.ofBias(node.bias().isPresent()),
                new Operand.Fixed(flat.parameter(node.weights())),
                Stream.concat(bias, Stream.of(newValue(node))));
    }

    private void convolve(Node.Convolution node, Epilogue epilogue, Operand weights, Stream<Operand> othersAndResult) {
        Operand packed = sequence.keptBuffer(kernels.packedBytes(node.shape(), epilogue));
        sequence.prepare("weights", kernels.weightPacking(node.shape(), epilogue), weights, packed);
        sequence.add(
                "convolution",
                kernels.packedConvolution(node.shape(), epilogue),
                Operand.all(Stream.of(of(node.input()), packed), othersAndResult));
    }

    /** Whether nothing but this norm looks at the convolution before it, which has no bias. */
    private boolean isConvolved(Node.Norm norm) {
        return norm.input() instanceof Node.Convolution convolution
                && convolution.bias().isEmpty()
                && !values.containsKey(norm.input().name());
    }

    private Operand newValue(Node node) {
        Operand value = sequence.buffer(kernels.bytes(node.output()));
        values.put(node.name(), value);
        return value;
    }
}
