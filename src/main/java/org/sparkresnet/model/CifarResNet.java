package org.sparkresnet.model;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;

/**
 * The residual networks for small pictures of arXiv:1512.03385, section 4.2: a 3x3 stem, three stages of {@code n}
 * basic blocks with 16, 32 and 64 channels, the first block of stages two and three halving height and width, global
 * average pooling and a dense head. Weighted layers: {@code 6n + 2}.
 *
 * <p>The paper uses option A shortcuts here; B and C put projections in their place.
 *
 * @param depth 6n + 2 with n at least 1
 */
public record CifarResNet(int depth, Shortcut shortcut) implements Architecture {
    private static final int STEM_CHANNELS = 16;
    private static final int STAGES = 3;
    /** One block in each stage. */
    private static final int SMALLEST_DEPTH = 8;
    /** Below this the last stage would have less than 2x2 values. */
    private static final int SMALLEST_SIDE = 8;

    public CifarResNet {
        if (!isDepth(depth)) {
            throw new IllegalArgumentException("depth is " + depth + ", must be 6n + 2 with n at least 1");
        }
    }

    static CifarResNet from(Settings block) {
        int depth = block.positiveInt("depth");
        int possible = Math.max(SMALLEST_DEPTH, depth - Math.floorMod(depth - 2, 6));
        block.require(isDepth(depth), "depth", "no such CIFAR ResNet, depths are 6n + 2; use " + possible);
        return new CifarResNet(possible, block.choice("shortcut", Shortcut.class));
    }

    @Override
    public Optional<String> misfit(PictureShape input) {
        if (input.channels() != 1 && input.channels() != 3) {
            return Optional.of("takes pictures of 1 or 3 channels, these have " + input.channels()
                    + "; prepare them as grey or RGB");
        }
        if (Math.min(input.height(), input.width()) < SMALLEST_SIDE) {
            return Optional.of("takes pictures of at least " + SMALLEST_SIDE + "x" + SMALLEST_SIDE + ", these are "
                    + input.height() + "x" + input.width() + "; enlarge them with { type = pad, size = "
                    + SMALLEST_SIDE + " } in augment.train and augment.validation");
        }
        return Optional.empty();
    }

    @Override
    public ComputationGraphConfiguration graph(PictureShape input, int classes) {
        GraphParts parts = new GraphParts(input);
        String end = parts.convolutionNormRelu("stem", "input", STEM_CHANNELS, 3, 1);
        int inputChannels = STEM_CHANNELS;
        for (int stage = 0; stage < STAGES; stage++) {
            int channels = STEM_CHANNELS << stage;
            for (int block = 0; block < blocksPerStage(); block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                String name = "stage" + (stage + 1) + "-block" + (block + 1);
                end = basicBlock(parts, name, end, new Widths(inputChannels, channels, stride));
                inputChannels = channels;
            }
        }
        return parts.classifier(end, classes);
    }

    /** Two 3x3 convolutions beside a shortcut. */
    private String basicBlock(GraphParts parts, String name, String input, Widths widths) {
        String branch = parts.convolutionNormRelu(name + "-conv1", input, widths.output(), 3, widths.stride());
        branch = parts.convolutionAndNorm(name + "-conv2", branch, widths.output(), 3, 1);
        String side = shortcut.projects(widths.input(), widths.output(), widths.stride())
                ? parts.convolutionAndNorm(name + "-shortcut", input, widths.output(), 1, widths.stride())
                : input;
        return parts.addAndRelu(name, branch, side);
    }

    /** n of 6n + 2. */
    private int blocksPerStage() {
        return (depth - 2) / 6;
    }

    private static boolean isDepth(int depth) {
        return depth >= SMALLEST_DEPTH && depth % 6 == 2;
    }

    /** Channels in and out of a block, and its stride. */
    private record Widths(int input, int output, int stride) {}
}
