package org.sparkresnet.model;

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
 * @param dropout share of the features before the dense layer that is dropped in training, in [0, 1); the paper has none
 */
public record CifarResNet(int depth, Shortcut shortcut, double dropout) implements Architecture {
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
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout is " + dropout + ", must be in [0, 1)");
        }
    }

    /** Without dropout. */
    public CifarResNet(int depth, Shortcut shortcut) {
        this(depth, shortcut, 0);
    }

    static CifarResNet from(Settings block, Shortcut shortcut, double dropout) {
        int depth = block.positiveInt("depth");
        int possible = Math.max(SMALLEST_DEPTH, depth - Math.floorMod(depth - 2, 6));
        block.require(isDepth(depth), "depth", "no such CIFAR ResNet, depths are 6n + 2; use " + possible);
        return new CifarResNet(possible, shortcut, dropout);
    }

    @Override
    public String title() {
        return "CIFAR ResNet-" + depth;
    }

    @Override
    public PictureShape paperInput() {
        return new PictureShape(3, 32, 32);
    }

    @Override
    public int paperClasses() {
        return 10;
    }

    @Override
    public int smallestSide() {
        return SMALLEST_SIDE;
    }

    @Override
    public Network network(PictureShape input, int classes) {
        NetworkBuilder network = new NetworkBuilder(input);
        network.stage("stem", "3x3, " + STEM_CHANNELS);
        Output end = network.convolutionNormRelu("stem", network.input(), STEM_CHANNELS, 3, 1);
        ResidualBlock block = new ResidualBlock.Basic(shortcut);
        for (int stage = 0; stage < STAGES; stage++) {
            int width = STEM_CHANNELS << stage;
            end = new ResidualStage(stage + 1, blocksPerStage(), width, stage == 0 ? 1 : 2).addTo(network, block, end);
        }
        return network.classifier(end, classes, dropout);
    }

    /** n of 6n + 2. */
    private int blocksPerStage() {
        return (depth - 2) / 6;
    }

    private static boolean isDepth(int depth) {
        return depth >= SMALLEST_DEPTH && depth % 6 == 2;
    }
}
