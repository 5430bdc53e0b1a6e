/**
 * One picture at a time: its pixels, what augmentation does to them, and how they become floats.
 *
 * <p>A {@link org.sparkresnet.image.Picture} holds 8-bit pixels {@code [H, W, C]}. {@link
 * org.sparkresnet.image.Transform transforms} turn pictures into pictures and take their chance from a {@link
 * org.sparkresnet.random.NamedRandom} that the caller names; {@link org.sparkresnet.image.Normalization} makes the
 * result into floats {@code [C, H, W]}. The package knows no data set, no file and no batch. Start at {@link
 * org.sparkresnet.image.Augmentation}.
 */
package org.sparkresnet.image;
