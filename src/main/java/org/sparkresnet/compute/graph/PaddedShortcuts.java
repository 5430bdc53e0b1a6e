package org.sparkresnet.compute.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * Finds the groups of DL4J's vertices that together are a shortcut without parameters: 1x1 pooling, any number of {@link
 * ScaleVertex}es of it that make zeros, and a {@link MergeVertex} of channels, first of the pooling and then of the zeros.
 * Nothing else may look into a group.
 */
final class PaddedShortcuts {
    private static final int CHANNELS = 1;

    private final ComputationGraphConfiguration configuration;
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> inside = new HashSet<>();

    PaddedShortcuts(ComputationGraphConfiguration configuration) {
        this.configuration = configuration;
        configuration.getVertices().forEach((name, vertex) -> {
            if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == CHANNELS) {
                find(name);
            }
        });
    }

    /** The group that ends with this vertex. */
    Optional<Group> endingAt(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** Whether the vertex belongs to a group but does not end it. */
    boolean contain(String name) {
        return inside.contains(name);
    }

    private void find(String merge) {
        List<String> parts = inputs(merge);
        String picked = parts.get(0);
        List<String> zeros = parts.subList(1, parts.size());
        Set<String> others = new HashSet<>(parts);
        others.add(merge);
        boolean closed = parts.stream().allMatch(part -> others.containsAll(readers(part)));
        if (closed && zeros.stream().allMatch(part -> isZeroOf(part, picked))) {
            poolingAt(picked).ifPresent(pooling -> {
                groups.put(merge, new Group(inputs(picked).get(0), pooling.getStride()[0], parts.size()));
                inside.addAll(parts);
            });
        }
    }

    private boolean isZeroOf(String name, String picked) {
        return vertex(name) instanceof ScaleVertex scale
                && scale.getScaleFactor() == 0
                && inputs(name).equals(List.of(picked));
    }

    private Optional<SubsamplingLayer> poolingAt(String name) {
        return vertex(name) instanceof LayerVertex layer
                        && layer.getLayerConf().getLayer() instanceof SubsamplingLayer pooling
                        && isPick(pooling)
                ? Optional.of(pooling)
                : Optional.empty();
    }

    /** Whether it takes single values; padding would add places without any. */
    private static boolean isPick(SubsamplingLayer pooling) {
        return pooling.getPoolingType() == PoolingType.MAX
                && List.of(1, 1).equals(pair(pooling.getKernelSize()))
                && List.of(0, 0).equals(pair(pooling.getPadding()))
                && pooling.getStride()[0] == pooling.getStride()[1];
    }

    private static List<Integer> pair(int[] values) {
        return List.of(values[0], values[1]);
    }

    private GraphVertex vertex(String name) {
        return configuration.getVertices().get(name);
    }

    private List<String> inputs(String name) {
        return configuration.getVertexInputs().getOrDefault(name, List.of());
    }

    private List<String> readers(String name) {
        return configuration.getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * A shortcut.
     *
     * @param input vertex that it begins at
     * @param multiple of the input's channels that comes out
     */
    record Group(String input, int stride, int multiple) {}
}
