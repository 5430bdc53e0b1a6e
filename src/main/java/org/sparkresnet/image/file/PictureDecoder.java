package org.sparkresnet.image.file;

import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.jpeg.DamagedJpegException;
import org.sparkresnet.image.jpeg.EntryPoints;
import org.sparkresnet.image.jpeg.JpegDecoder;

/**
 * JPEG, PNG and BMP files to pixels. This is the one place that says what a file's pixels are:
 *
 * <ul>
 *   <li>Always three channels, 8 bit, in the order red, green, blue; gray is repeated.
 *   <li>Values as they are stored, taken for sRGB: color profiles and gamma are not applied.
 *   <li>A palette is looked up; transparency is dropped, and the colors below it count.
 *   <li>Of 16 bits the upper 8 are taken.
 *   <li>JPEG as libjpeg-turbo decodes it: its exact integer DCT and its smooth upsampling of chroma. CMYK and YCCK are
 *       taken for inverted, as Adobe writes them, and mixed as {@code c * k / 255}.
 *   <li>The orientation in EXIF is ignored, as by the pipelines whose accuracies are published.
 * </ul>
 *
 * <p>Sizes are read from the header before memory is taken. A file that is empty, of another format, cut short or
 * damaged in a way that its format shows is refused: the order of its parts, the checksums of PNG, codes of a JPEG that
 * its tables do not have, blocks that end where they must not. A wrong bit in a value of a JPEG, which has no checksum,
 * changes pixels and cannot be told from the picture: about half of all wrong bytes in its data are found.
 *
 * <p>Decodes on the caller's thread alone. All native memory is given back before {@link #decode} returns.
 */
public final class PictureDecoder {
    /** Most rows or columns: what a JPEG can have at all. */
    public static final int LARGEST_SIDE = 65_535;

    private static final int CHANNELS = 3;

    private PictureDecoder() {}

    /**
     * The picture in a JPEG, PNG or BMP file, {@code [H, W, 3]}.
     *
     * @param file the whole file, which is not changed
     * @throws UndecodableException if it is no sound file of these kinds, or larger than {@link Picture#LARGEST_VALUES}
     *     or {@link #LARGEST_SIDE}
     */
    public static Picture decode(byte[] file) throws UndecodableException {
        FilePixels pixels = new FilePixels(Picture.LARGEST_VALUES / CHANNELS);
        PictureShape shape = pixels.open(file, EntryPoints.NONE);
        if (!pixels.scales()) {
            return pixels.whole();
        }
        byte[] whole = new byte[shape.values()];
        pixels.readAll(whole);
        return new Picture(shape, whole);
    }

    /**
     * Where a decoder can begin to read a file, so that a part of the picture costs little more than that part; to be
     * kept beside the file.
     *
     * @return empty if the file has no such places: it is no JPEG, a very small or a progressive one, or one with restart markers
     * @throws UndecodableException if it is no sound file
     */
    public static byte[] entryPoints(byte[] file) throws UndecodableException {
        if (!JpegDecoder.begins(file)) {
            return EntryPoints.NONE;
        }
        try {
            return EntryPoints.of(file);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    /** What a file with {@code height} rows and {@code width} columns becomes, both unsigned as in its header. */
    static PictureShape shape(long height, long width, int mostPixels) throws UndecodableException {
        if (height == 0 || width == 0) {
            throw new UndecodableException("no pixels: " + height + " rows, " + width + " columns");
        }
        if (height > LARGEST_SIDE || width > LARGEST_SIDE || height * width > mostPixels) {
            throw new UndecodableException("too large: " + height + " rows x " + width
                    + " columns, decoded are at most " + LARGEST_SIDE + " on a side and " + mostPixels + " pixels");
        }
        return new PictureShape(CHANNELS, (int) height, (int) width);
    }
}
