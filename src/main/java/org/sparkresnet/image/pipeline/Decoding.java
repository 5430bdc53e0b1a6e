package org.sparkresnet.image.pipeline;

import java.io.Serializable;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.resize.Sampling;

/**
 * How files are decoded.
 *
 * @param size at which a JPEG is decoded
 * @param mostMegapixels the largest picture, in millions of pixels, in [1, {@value #MOST_MEGAPIXELS}]
 */
public record Decoding(Size size, int mostMegapixels) implements Serializable {
    /** The most that can be allowed: {@link Picture#LARGEST_VALUES}. */
    public static final int MOST_MEGAPIXELS = 89;

    private static final int MILLION = 1_000_000;

    public Decoding {
        if (mostMegapixels < 1 || mostMegapixels > MOST_MEGAPIXELS) {
            throw new IllegalArgumentException(mostMegapixels + " megapixels, must be in [1, " + MOST_MEGAPIXELS + "]");
        }
    }

    /** Every picture at its own size, up to the largest that can be decoded: as {@link PictureDecoder#decode}. */
    public static Decoding full() {
        return new Decoding(Size.FULL, MOST_MEGAPIXELS);
    }

    /** The largest picture, in pixels. */
    int mostPixels() {
        return mostMegapixels * MILLION;
    }

    /** By what a JPEG is made smaller while it is decoded, if {@code sampling} comes next: 1, 2, 4 or 8. */
    int divisor(Sampling sampling) {
        return size == Size.FULL ? 1 : sampling.divisor();
    }

    /** Whether colors that a JPEG has at fewer places than light are resized by themselves. */
    boolean isApart() {
        return size == Size.SCALED;
    }

    /** The size at which a JPEG is decoded. */
    public enum Size {
        /** Always its own. */
        FULL,

        /**
         * At 1/2, 1/4 or 1/8 of it, from its low frequencies alone, where that leaves at least as many pixels as the
         * first transform makes of them. And colors that it has at fewer places than light, as most files do, are not
         * made larger before they are resized. On photographs the first changes the levels of pixels by 0.8 in the mean,
         * of 255, the second by 0.1.
         */
        SCALED
    }
}
