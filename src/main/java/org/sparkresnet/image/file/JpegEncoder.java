package org.sparkresnet.image.file;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.sparkresnet.image.Picture;

/**
 * Pictures to JPEG files by OpenCV's encoder: baseline, the standard Huffman tables, color at half of the rows and columns
 * (4:2:0). The same pixels and quality always give the same bytes. All native memory is given back before {@link
 * #encode} returns.
 */
public final class JpegEncoder {
    private JpegEncoder() {}

    /**
     * The file.
     *
     * @param picture of one channel (gray) or three (red, green, blue), sides of at most 65,535 pixels
     * @param quality in libjpeg's measure, in [1, 100]
     */
    public static byte[] encode(Picture picture, int quality) {
        int channels = picture.shape().channels();
        if (channels != 1 && channels != 3 || quality < 1 || quality > 100) {
            throw new IllegalArgumentException(picture.shape() + " at quality " + quality);
        }
        byte[] pixels = channels == 1 ? picture.pixels() : blueFirst(picture.pixels());
        try (BytePointer values = new BytePointer(pixels);
                Mat mat = new Mat(
                        picture.shape().height(), picture.shape().width(), channels == 1 ? CV_8UC1 : CV_8UC3, values);
                IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality);
                BytePointer file = new BytePointer()) {
            if (!imencode(".jpg", mat, file, parameters)) {
                throw new IllegalStateException("no JPEG can be made of " + picture.shape());
            }
            byte[] bytes = new byte[Math.toIntExact(file.limit())];
            file.get(bytes);
            return bytes;
        }
    }

    /** OpenCV's order is blue, green, red. */
    private static byte[] blueFirst(byte[] pixels) {
        byte[] swapped = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            swapped[i] = pixels[i + 2];
            swapped[i + 1] = pixels[i + 1];
            swapped[i + 2] = pixels[i];
        }
        return swapped;
    }
}
