/**
 * Levels to floats {@code [C, H, W]}: mean and deviation of each channel, or the mean of each pixel.
 *
 * <p>A {@link org.sparkresnet.image.normalize.Normalizer} is what recipes and checkpoints name; its {@link
 * org.sparkresnet.image.normalize.LevelTable} is what runs: there are only 256 levels, so all values of a channel are
 * worked out once and looked up. A {@link org.sparkresnet.image.normalize.PixelMean} (the mean picture of
 * arXiv:1512.03385, section 3.4) is subtracted behind the look-up.
 */
package org.sparkresnet.image.normalize;
