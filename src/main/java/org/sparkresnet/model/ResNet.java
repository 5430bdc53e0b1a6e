package org.sparkresnet.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;

/**
 * The residual networks for ImageNet of arXiv:1512.03385, table 1: a 7x7 stem of stride 2, 3x3 max pooling of stride 2,
 * four stages of width 64, 128, 256 and 512, of which all but the first halve height and width, global average pooling
 * and a dense head. The networks of up to 34 layers have basic blocks, the deeper ones bottlenecks.
 *
 * @param depth 18, 34, 50, 101 or 152
 * @param strideIn has no meaning for basic blocks
 * @param dropout share of the features before the dense layer that is dropped in training, in [0, 1); the paper has none
 */
public record ResNet(int depth, Shortcut shortcut, StrideIn strideIn, double dropout) implements Architecture {
    /** Blocks of the four stages by depth. */
    private static final SortedMap<Integer, List<Integer>> BLOCKS = new TreeMap<>(Map.of(
            18, List.of(2, 2, 2, 2),
            34, List.of(3, 4, 6, 3),
            50, List.of(3, 4, 6, 3),
            101, List.of(3, 4, 23, 3),
            152, List.of(3, 8, 36, 3)));

    private static final int DEEPEST_OF_BASIC_BLOCKS = 34;
    private static final int STEM_CHANNELS = 64;
    /** Halved five times, this leaves the last stage one value per channel. */
    private static final int SMALLEST_SIDE = 32;

    public ResNet {
        if (!BLOCKS.containsKey(depth)) {
            throw new IllegalArgumentException("depth is " + depth + ", must be one of " + BLOCKS.keySet());
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout is " + dropout + ", must be in [0, 1)");
        }
    }

    /** Without dropout. */
    public ResNet(int depth, Shortcut shortcut, StrideIn strideIn) {
        this(depth, shortcut, strideIn, 0);
    }

    static ResNet from(Settings block, Shortcut shortcut, StrideIn strideIn, double dropout) {
        int depth = block.positiveInt("depth");
        int nearest = BLOCKS.keySet().stream()
                .min(Comparator.comparingInt(possible -> Math.abs(possible - depth)))
                .orElseThrow();
        String depths = BLOCKS.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        block.require(depth == nearest, "depth", "no such ResNet, depths are " + depths + "; use " + nearest);
        return new ResNet(nearest, shortcut, strideIn, dropout);
    }

    @Override
    public String title() {
        return "ResNet-" + depth;
    }

    @Override
    public PictureShape paperInput() {
        return new PictureShape(3, 224, 224);
    }

    @Override
    public int paperClasses() {
        return 1000;
    }

    @Override
    public int smallestSide() {
        return SMALLEST_SIDE;
    }

    @Override
    public Network network(PictureShape input, int classes) {
        NetworkBuilder network = new NetworkBuilder(input);
        network.stage("stem", "7x7, " + STEM_CHANNELS + ", stride 2");
        Output end = network.convolutionNormRelu("stem", network.input(), STEM_CHANNELS, 7, 2);
        network.stage("pool", "3x3 max pooling, stride 2");
        end = network.maxPooling("stem-pool", end, 3, 2);
        List<Integer> blocks = BLOCKS.get(depth);
        for (int stage = 0; stage < blocks.size(); stage++) {
            int width = STEM_CHANNELS << stage;
            end = new ResidualStage(stage + 1, blocks.get(stage), width, stage == 0 ? 1 : 2)
                    .addTo(network, block(), end);
        }
        return network.classifier(end, classes, dropout);
    }

    private ResidualBlock block() {
        return depth <= DEEPEST_OF_BASIC_BLOCKS
                ? new ResidualBlock.Basic(shortcut)
                : new ResidualBlock.Bottleneck(shortcut, strideIn);
    }
}
