package org.sparkresnet.data;

import java.io.Serializable;
import org.sparkresnet.config.Settings;
import org.sparkresnet.random.NamedRandom;

/**
 * How the pictures of a micro-batch are mixed with each other in training.
 *
 * <p>One share is drawn for a whole micro-batch, as in the code of both papers, and a picture's partner is of the same
 * micro-batch: see {@link PicturePairs}.
 */
public sealed interface Mixing extends Serializable {
    /**
     * Mixes in place.
     *
     * @param random of this micro-batch alone
     * @return the share of every picture's own label in its target, in [0, 1]; a float, so that all back ends see the same
     */
    float mix(PicturePairs pairs, NamedRandom random);

    /** Reads {@code augment.mix}; what is wrong is collected in {@code settings}. */
    static Mixing from(Settings settings, int microBatch) {
        Settings mix = settings.at("augment").at("mix");
        Type type = mix.choice("type", Type.class);
        Mixup mixup = new Mixup(mix.positive("mixup-alpha"));
        Cutmix cutmix = new Cutmix(mix.positive("cutmix-alpha"));
        mix.require(
                type == Type.NONE || microBatch > 1,
                "type",
                "pictures of one micro-batch are mixed, and data.micro-batch is 1; set it to 2 or more, or this to none");
        return switch (type) {
            case NONE -> new None();
            case MIXUP -> mixup;
            case CUTMIX -> cutmix;
            case EITHER -> new Either(mixup, cutmix);
        };
    }

    /** Names of {@code augment.mix.type}. */
    enum Type {
        NONE,
        MIXUP,
        CUTMIX,
        EITHER
    }

    /** Pictures stay as they are. */
    record None() implements Mixing {
        @Override
        public float mix(PicturePairs pairs, NamedRandom random) {
            return 1;
        }
    }

    /**
     * Weighted means of two pictures (arXiv:1710.09412).
     *
     * @param alpha of the Beta(alpha, alpha) that shares are drawn from, above 0
     */
    record Mixup(double alpha) implements Mixing {
        @Override
        public float mix(PicturePairs pairs, NamedRandom random) {
            float share = (float) random.nextBeta(alpha);
            pairs.blend(share);
            return share;
        }
    }

    /**
     * A box of one picture in another (arXiv:1905.04899).
     *
     * @param alpha of the Beta(alpha, alpha) that shares are drawn from, above 0
     */
    record Cutmix(double alpha) implements Mixing {
        @Override
        public float mix(PicturePairs pairs, NamedRandom random) {
            Box box = Box.of(random.nextBeta(alpha), pairs.shape(), random);
            pairs.exchange(box);
            return (float) (1 - box.partOf(pairs.shape()));
        }
    }

    /** One of the two for each micro-batch, at even odds, as torchvision's recipes have it. */
    record Either(Mixup mixup, Cutmix cutmix) implements Mixing {
        private static final double EVEN = 0.5;

        @Override
        public float mix(PicturePairs pairs, NamedRandom random) {
            return random.nextDouble() < EVEN ? mixup.mix(pairs, random) : cutmix.mix(pairs, random);
        }
    }
}
