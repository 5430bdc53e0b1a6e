package org.sparkresnet.prepare.source.picture;

import java.math.BigDecimal;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.ClassSubset;

/**
 * What is asked of the pictures of every source whose pictures are decoded.
 *
 * @param badShare most pictures that cannot be decoded, as a part of all of a split, 0 to 1
 * @param classes whose pictures are decoded at all
 */
public record PictureLimits(double badShare, ClassSubset classes) {
    public PictureLimits {
        if (!(badShare >= 0 && badShare <= 1)) {
            throw new IllegalArgumentException("a share of " + badShare);
        }
    }

    /**
     * Reads the settings; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static PictureLimits from(Settings prepare) {
        return new PictureLimits(prepare.fraction("bad-share"), ClassSubset.from(prepare));
    }

    /** Most bad pictures of so many. */
    long mostBad(long pictures) {
        // As decimals: 0.29 of 100 are 29, which floating point misses.
        return BigDecimal.valueOf(badShare)
                .multiply(BigDecimal.valueOf(pictures))
                .longValue();
    }
}
