package org.sparkresnet.model;

import java.io.Serializable;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;

/** A network of the paper, with the numbers that make it one: immutable, without weights. */
public sealed interface Architecture extends Serializable permits CifarResNet {
    /** Names of {@code model.architecture}. */
    enum Type {
        CIFAR_RESNET
    }

    /** Why pictures of this shape cannot go in, as "what; remedy", or empty if they can. */
    Optional<String> misfit(PictureShape input);

    /**
     * The graph for pictures {@code [N, C, H, W]} and {@code classes} logits {@code [N, classes]}. Its weights begin at
     * zero; {@link GraphReplica} draws them.
     */
    ComputationGraphConfiguration graph(PictureShape input, int classes);

    /** Reads the block {@code model}. */
    static Architecture from(Settings settings) {
        Settings block = settings.at("model");
        return switch (block.choice("architecture", Type.class)) {
            case CIFAR_RESNET -> CifarResNet.from(block);
        };
    }
}
