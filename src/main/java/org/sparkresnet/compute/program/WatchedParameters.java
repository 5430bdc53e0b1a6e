package org.sparkresnet.compute.program;

import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.graph.Node;

/**
 * Parameters that no longer are numbers, without a trace in the batch statistics or logits of a training pass: those of
 * norms, whose ReLU may hide them, and those of convolutions without a norm behind them.
 */
final class WatchedParameters {
    private final List<Range> ranges = new ArrayList<>();

    WatchedParameters(List<Node> nodes, FlatVectors flat) {
        for (Node node : nodes) {
            if (node instanceof Node.Norm norm) {
                int channels = norm.output().channels();
                watch(flat, norm.places().scale(), channels);
                watch(flat, norm.places().shift(), channels);
                watch(flat, norm.places().mean(), channels);
                watch(flat, norm.places().variance(), channels);
            } else if (node instanceof Node.Convolution convolution && !onlyNormsRead(convolution, nodes)) {
                watch(flat, convolution.weights(), convolution.shape().weights());
                convolution
                        .bias()
                        .ifPresent(
                                place -> watch(flat, place, convolution.shape().outputChannels()));
            }
        }
    }

    private void watch(FlatVectors flat, int place, long count) {
        ranges.add(new Range(flat.parameter(place), count));
    }

    private static boolean onlyNormsRead(Node.Convolution convolution, List<Node> nodes) {
        return nodes.stream()
                .filter(node -> !(node instanceof Node.Norm))
                .flatMap(node -> node.inputs().stream())
                .noneMatch(input -> input.name().equals(convolution.name()));
    }

    /** Has {@code watch} look at them. */
    void show(NumberWatch watch) {
        ranges.forEach(range -> watch.see(range.address(), range.count()));
    }

    private record Range(long address, long count) {}
}
