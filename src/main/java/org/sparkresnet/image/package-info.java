/**
 * One picture at a time: how its file becomes pixels, what augmentation does to them, and how they become floats.
 *
 * <p>A {@link org.sparkresnet.image.Picture} holds 8-bit pixels {@code [H, W, C]}; {@link
 * org.sparkresnet.image.PictureDecoder} makes one of a JPEG, PNG or BMP and says what the pixels of such a file are. {@link
 * org.sparkresnet.image.Transform Transforms} turn pictures into pictures and take their chance from a {@link
 * org.sparkresnet.random.NamedRandom} that the caller names; those that resize give the pixels of Pillow and the crops
 * of torchvision, so that published accuracies can be compared with. {@link org.sparkresnet.image.Normalization} makes
 * the result into floats {@code [C, H, W]}. The package knows no data set, no path and no batch, and is the only one
 * that knows OpenCV. Start at {@link org.sparkresnet.image.Augmentation}.
 */
package org.sparkresnet.image;
