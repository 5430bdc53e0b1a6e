package org.sparkresnet.optim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the ranges of a flat parameter vector are: together they cover it once, in ascending order. */
public record ParameterGroups(List<Group> groups) {
    /** How the optimizer treats a parameter. */
    public enum Kind {
        /** Convolution and dense weights: weight decay applies. */
        WEIGHT,
        /** Biases, and scale and shift of batch normalization: no decay. */
        UNDECAYED,
        /** Running mean and variance: moved by averaging, not by gradient. */
        STATISTIC
    }

    /**
     * A range [from, to) of the flat vector.
     *
     * @param layer name of the layer
     * @param key DL4J's name of the parameter within its layer, such as "W" or "gamma"
     */
    public record Group(String layer, String key, Kind kind, int from, int to) {
        public Group {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException(layer + "/" + key + " covers [" + from + ", " + to + ")");
            }
        }

        /** Number of values, at least 1. */
        public int size() {
            return to - from;
        }
    }

    /**
     * Checks that the groups follow one another.
     *
     * @throws IllegalArgumentException if there is a gap or an overlap
     */
    public ParameterGroups {
        groups = List.copyOf(groups);
        int next = 0;
        for (Group group : groups) {
            if (group.from() != next) {
                throw new IllegalArgumentException("group " + group + " does not begin at " + next);
            }
            next = group.to();
        }
    }

    /**
     * Reads the groups of an initialized graph from the places of its layers' arrays.
     *
     * @throws IllegalArgumentException if a layer has a parameter that this project does not use
     */
    public static ParameterGroups of(ComputationGraph graph) {
        List<Group> groups = new ArrayList<>();
        for (Layer layer : graph.getLayers()) {
            String name = layer.conf().getLayer().getLayerName();
            for (Map.Entry<String, INDArray> entry : layer.paramTable().entrySet()) {
                int from = Math.toIntExact(entry.getValue().offset());
                int to = from + Math.toIntExact(entry.getValue().length());
                groups.add(new Group(name, entry.getKey(), kind(name, entry.getKey()), from, to));
            }
        }
        groups.sort(Comparator.comparingInt(Group::from));
        ParameterGroups all = new ParameterGroups(groups);
        if (all.length() != graph.numParams()) {
            throw new IllegalStateException(
                    "the groups end at " + all.length() + ", the graph has " + graph.numParams() + " parameters");
        }
        return all;
    }

    /** Length of the flat vector. */
    public int length() {
        return groups.isEmpty() ? 0 : groups.get(groups.size() - 1).to();
    }

    private static Kind kind(String layer, String key) {
        return switch (key) {
            case DefaultParamInitializer.WEIGHT_KEY -> Kind.WEIGHT;
            case BatchNormalizationParamInitializer.GLOBAL_MEAN, BatchNormalizationParamInitializer.GLOBAL_VAR -> Kind
                    .STATISTIC;
            case DefaultParamInitializer.BIAS_KEY,
                    BatchNormalizationParamInitializer.GAMMA,
                    BatchNormalizationParamInitializer.BETA -> Kind.UNDECAYED;
            default -> throw new IllegalArgumentException(
                    "parameter " + key + " of layer " + layer + " has no known kind");
        };
    }
}
