package org.sparkresnet.image.file;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;

/**
 * PNG and BMP files to pixels, by OpenCV; of {@code PictureDecoder}'s policy it does what concerns these. Files are whole
 * and their sizes allowed before it sees them. Decodes on the caller's thread alone and gives all native memory back.
 */
final class OpenCvDecoder {
    private static final int FLAGS = IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION;
    private static final int CHANNELS = 3;

    static {
        // Pictures are decoded by many loaders at once; threads of OpenCV's own would only get in their way.
        setNumThreads(0);
    }

    private OpenCvDecoder() {}

    /**
     * The whole picture.
     *
     * @param shape that its header says
     */
    static Picture decode(byte[] file, PictureShape shape) throws UndecodableException {
        try (BytePointer bytes = new BytePointer(file);
                Mat encoded = new Mat(1, file.length, CV_8UC1, bytes);
                Mat decoded = imdecode(encoded, FLAGS)) {
            if (decoded.empty()) {
                throw new UndecodableException("its data cannot be decoded");
            }
            return new Picture(shape, pixels(decoded, shape));
        }
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
