package org.sparkresnet.compute.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkresnet.compute.graph.Node;

/** Where the way forward leaves what the way back needs; nodes are known by their names. */
final class Activations {
    private final Map<String, Operand> values = new HashMap<>();
    private final Map<String, BatchStatistics> statistics = new HashMap<>();
    private final Map<String, Operand> positions = new HashMap<>();
    private final Map<String, Operand> masks = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();

    Activations(List<Node> nodes) {
        for (Node node : nodes) {
            node.inputs().forEach(input -> readers.merge(input.name(), 1, Integer::sum));
        }
    }

    void put(Node node, Operand value) {
        values.put(node.name(), value);
    }

    Operand of(Node node) {
        return values.get(node.name());
    }

    void putStatistics(Node.Norm node, BatchStatistics ofBatch) {
        statistics.put(node.name(), ofBatch);
    }

    BatchStatistics statistics(Node.Norm node) {
        return statistics.get(node.name());
    }

    void putPositions(Node.MaxPooling node, Operand ofLargest) {
        positions.put(node.name(), ofLargest);
    }

    Operand positions(Node.MaxPooling node) {
        return positions.get(node.name());
    }

    void putMask(Node.Dropout node, Operand mask) {
        masks.put(node.name(), mask);
    }

    Operand mask(Node.Dropout node) {
        return masks.get(node.name());
    }

    /** How many nodes compute from this one. */
    int readers(Node node) {
        return readers.getOrDefault(node.name(), 0);
    }

    /** What batch normalization remembers of its batch. */
    record BatchStatistics(Operand mean, Operand variance, Operand mask) {}
}
