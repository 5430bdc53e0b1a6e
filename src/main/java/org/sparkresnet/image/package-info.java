/**
 * One picture at a time: how its file becomes pixels, what augmentation does to them, and how they become floats.
 *
 * <p>A {@link org.sparkresnet.image.Picture} holds 8-bit pixels {@code [H, W, C]}; here are the words that all rooms of
 * this house share. A picture passes through them in this order: {@code file} (and behind it {@code jpeg}) reads rows of
 * pixels out of a file, {@code resize} makes rows of another size of them, {@code transform} says which part of the
 * picture is wanted at which size and changes its colors, {@code normalize} looks up what the network sees instead of a
 * level, and {@code pipeline} ties them together so that only what is wanted is worked out. Each knows only those before
 * it. None knows a data set, a path or a batch. Start at {@link org.sparkresnet.image.pipeline.ImagePipeline}.
 */
package org.sparkresnet.image;
