/**
 * JPEG files (ITU-T T.81) to pixels, in plain Java: what a training pipeline wants of a decoder and no library at hand
 * gives.
 *
 * <p>A whole picture has the pixels of libjpeg-turbo, bit for bit. Of a part of it only that part is worked out: blocks
 * outside are read past without being transformed, or with {@link org.sparkresnet.image.jpeg.EntryPoints} not read
 * either, rows below are never read, and the picture can come out at 1/2,
 * 1/4 or 1/8 of its size from the low frequencies alone. Data that a sound encoder cannot have written is an error, not
 * a guess: each code must be one of its table, and each stretch of data must end where its blocks end.
 *
 * <p>The package knows bytes and rows, but no picture, no file system and no chance. Start at {@link
 * org.sparkresnet.image.jpeg.JpegDecoder}, which says in which order the others work: {@code Segments} (headers),
 * {@code ScanData} (bits), {@code UnitRows} with {@code BlockReader} and {@code ProgressiveBlocks} (coefficients), {@code
 * InverseTransform} (samples), {@code Upsampling} and {@code ColorRows} (rows).
 */
package org.sparkresnet.image.jpeg;
