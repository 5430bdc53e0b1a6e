package org.sparkresnet.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * JPEG and PNG files to pixels. This is the one place that says what a file's pixels are:
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
 * damaged in a way that its format shows (the order of its parts, checksums) is refused; damage within the data of a
 * JPEG, which has no checksum, changes pixels and cannot be told from the picture.
 *
 * <p>Decodes on the caller's thread alone. All native memory is given back before {@link #decode} returns.
 */
public final class PictureDecoder {
    /**
     * Most values of one picture, rows x columns x 3: 256 MiB, the size at which Pillow begins to warn of decompression
     * bombs, and above the largest picture of ImageNet.
     */
    public static final int LARGEST_VALUES = 1 << 28;

    /** Most rows or columns: what a JPEG can have at all. */
    public static final int LARGEST_SIDE = 65_535;

    private static final int CHANNELS = 3;
    private static final int FLAGS = IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION;

    static {
        // Pictures are decoded by many loaders at once; threads of OpenCV's own would only get in their way.
        setNumThreads(0);
    }

    private PictureDecoder() {}

    /**
     * The picture in a JPEG or PNG file, {@code [H, W, 3]}.
     *
     * @param file the whole file, which is not changed
     * @throws UndecodableException if it is no sound JPEG or PNG, or larger than {@link #LARGEST_VALUES}
     *     or {@link #LARGEST_SIDE}
     */
    public static Picture decode(byte[] file) throws UndecodableException {
        PictureShape shape = checkedShape(file);
        try (BytePointer bytes = new BytePointer(file);
                Mat encoded = new Mat(1, file.length, CV_8UC1, bytes);
                Mat decoded = imdecode(encoded, FLAGS)) {
            if (decoded.empty()) {
                throw new UndecodableException("its data cannot be decoded");
            }
            return new Picture(shape, pixels(decoded, shape));
        }
    }

    private static PictureShape checkedShape(byte[] file) throws UndecodableException {
        if (file.length == 0) {
            throw new UndecodableException("empty file");
        }
        if (JpegStructure.begins(file)) {
            return JpegStructure.checkedShape(file);
        }
        if (PngStructure.begins(file)) {
            return PngStructure.checkedShape(file);
        }
        throw new UndecodableException("neither JPEG nor PNG");
    }

    /** What a file with {@code height} rows and {@code width} columns becomes, both unsigned as in its header. */
    static PictureShape shape(long height, long width) throws UndecodableException {
        if (height == 0 || width == 0) {
            throw new UndecodableException("no pixels: " + height + " rows, " + width + " columns");
        }
        if (height > LARGEST_SIDE || width > LARGEST_SIDE || CHANNELS * height * width > LARGEST_VALUES) {
            throw new UndecodableException(
                    "too large: " + height + " rows x " + width + " columns, decoded are at most " + LARGEST_SIDE
                            + " on a side and " + LARGEST_VALUES / CHANNELS + " pixels");
        }
        return new PictureShape(CHANNELS, (int) height, (int) width);
    }

    private static byte[] pixels(Mat decoded, PictureShape shape) {
        if (decoded.rows() != shape.height()
                || decoded.cols() != shape.width()
                || decoded.type() != CV_8UC3
                || !decoded.isContinuous()) {
            throw new IllegalStateException("a header of " + shape + " was decoded to " + decoded);
        }
        byte[] pixels = new byte[shape.values()];
        decoded.data().get(pixels);
        swapBlueAndRed(pixels);
        return pixels;
    }

    /** OpenCV's order is blue, green, red. */
    private static void swapBlueAndRed(byte[] pixels) {
        for (int i = 0; i < pixels.length; i += CHANNELS) {
            byte blue = pixels[i];
            pixels[i] = pixels[i + 2];
            pixels[i + 2] = blue;
        }
    }
}
