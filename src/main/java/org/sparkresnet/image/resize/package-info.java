/**
 * Pictures at another size, with the pixels of Pillow's antialiased bilinear filter, so that published accuracies can be
 * compared with.
 *
 * <p>A {@link org.sparkresnet.image.resize.Sampling} says which stretch of both axes of a picture becomes how many pixels.
 * {@code BilinearResize} does that to a picture as the definition says. {@link org.sparkresnet.image.resize.RowResize} does
 * it fast, bit for bit the same: it asks for rows as it needs them, keeps only those that a row of the outcome is made of,
 * and hands each row on when it is done ({@link org.sparkresnet.image.resize.LevelRows}). {@link
 * org.sparkresnet.image.resize.ApartResize} does it to light and colors of a JPEG by themselves, which is less work and
 * nearly the same. Start at {@code Sampling}.
 */
package org.sparkresnet.image.resize;
