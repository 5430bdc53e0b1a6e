package org.sparkresnet.model;

import java.io.Serializable;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;

/** A network of the paper, with the numbers that make it one: immutable, without weights. */
public sealed interface Architecture extends Serializable permits CifarResNet, ResNet {
    /** Names of {@code model.architecture}. */
    enum Type {
        RESNET,
        CIFAR_RESNET
    }

    /** As people call it: "ResNet-50". */
    String title();

    /** The pictures of the paper's experiments with it. */
    PictureShape paperInput();

    /** How many classes those pictures have. */
    int paperClasses();

    /** Height and width of a picture must be at least this, in pixels. */
    int smallestSide();

    /** The layers for pictures {@code [N, C, H, W]} and {@code classes} logits {@code [N, classes]}. */
    Network network(PictureShape input, int classes);

    /** {@link #network} as a DL4J graph. Its weights are zero; {@link GraphReplica} draws them. */
    default ComputationGraphConfiguration graph(PictureShape input, int classes) {
        return network(input, classes).graph();
    }

    /** Why pictures of this shape cannot go in, as "what; remedy", or empty if they can. */
    default Optional<String> misfit(PictureShape input) {
        if (input.channels() != 1 && input.channels() != 3) {
            return Optional.of("takes pictures of 1 or 3 channels, these have " + input.channels()
                    + "; prepare them as grey or RGB");
        }
        int side = smallestSide();
        if (Math.min(input.height(), input.width()) < side) {
            return Optional.of("takes pictures of at least " + side + "x" + side + ", these are " + input.height() + "x"
                    + input.width() + "; enlarge them with { type = pad, size = " + side
                    + " } in augment.train and augment.validation");
        }
        return Optional.empty();
    }

    /** Reads the block {@code model}. */
    static Architecture from(Settings settings) {
        Settings block = settings.at("model");
        Shortcut shortcut = block.choice("shortcut", Shortcut.class);
        // Read for the networks too that have no use for it: a misspelled value is a mistake in any recipe.
        StrideIn strideIn = block.choice("stride-in", StrideIn.class);
        double dropout = block.fraction("dropout");
        block.require(dropout < 1, "dropout", "out of range; give a number from 0 to below 1");
        double possible = Math.min(dropout, Math.nextDown(1.0));
        return switch (block.choice("architecture", Type.class)) {
            case RESNET -> ResNet.from(block, shortcut, strideIn, possible);
            case CIFAR_RESNET -> CifarResNet.from(block, shortcut, possible);
        };
    }
}
