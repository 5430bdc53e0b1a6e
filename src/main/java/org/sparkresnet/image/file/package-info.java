/**
 * Files to pixels, and what the pixels of a file are.
 *
 * <p>{@link org.sparkresnet.image.file.PictureDecoder} is the policy for JPEG, PNG and BMP, and decodes a whole file.
 * {@link org.sparkresnet.image.file.FilePixels} gives the rows of a part of one, at a size below its own where the file is
 * a JPEG, and says before it takes memory how much of it that will be ({@link org.sparkresnet.image.file.PictureMemory}).
 * JPEGs are read by the package {@code jpeg}; PNG and BMP by OpenCV, which only this package knows, after {@code
 * PngStructure} or {@code BmpStructure} has checked what OpenCV would pass over. {@link
 * org.sparkresnet.image.file.JpegEncoder} writes files for those who store smaller pictures.
 */
package org.sparkresnet.image.file;
