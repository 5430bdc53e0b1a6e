/**
 * What augmentation does to a picture.
 *
 * <p>A {@link org.sparkresnet.image.transform.Transform} turns a picture into a picture and takes its chance from a {@link
 * org.sparkresnet.random.NamedRandom} that the caller names. There are three kinds, by how they can be done without making
 * a picture: a {@link org.sparkresnet.image.transform.Resampling} can say beforehand which pixels it will take, a {@link
 * org.sparkresnet.image.transform.Move} only where they will lie ({@link org.sparkresnet.image.transform.Placement}), and a
 * {@link org.sparkresnet.image.transform.ColorChange} changes them where they are. Crops and sizes are those of
 * torchvision; the lists in recipes are read by {@link org.sparkresnet.image.transform.TransformReader}.
 */
package org.sparkresnet.image.transform;
