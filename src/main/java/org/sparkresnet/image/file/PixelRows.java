package org.sparkresnet.image.file;

import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.Window;
import org.sparkresnet.image.jpeg.JpegDecoder;

/** The rows of a part of a picture, from its top on; each can be had once. */
public interface PixelRows {
    /** Most rows that can be read at a time. */
    int MOST_ROWS = JpegDecoder.MOST_ROWS;

    /**
     * The next rows.
     *
     * @param count of them, 1 to {@value #MOST_ROWS}
     * @param levels {@code [C][count * width of the part, or more]}, 0 to 255, row after row
     * @throws UndecodableException if they lie where a file is damaged
     */
    void read(int count, int[][] levels) throws UndecodableException;

    /** The rows of {@code part} of a picture that is there. */
    static PixelRows of(Picture picture, Window part) {
        return new OfPicture(picture, part);
    }

    /** Takes the bytes of a picture apart. */
    final class OfPicture implements PixelRows {
        private final Picture picture;
        private final Window part;
        private int next;

        private OfPicture(Picture picture, Window part) {
            this.picture = picture;
            this.part = part;
        }

        @Override
        public void read(int count, int[][] levels) {
            PictureShape shape = picture.shape();
            for (int row = 0; row < count; row++) {
                int from = ((part.top() + next) * shape.width() + part.left()) * shape.channels();
                for (int channel = 0; channel < shape.channels(); channel++) {
                    separate(from + channel, levels[channel], row * part.width());
                }
                next++;
            }
        }

        private void separate(int from, int[] output, int start) {
            byte[] pixels = picture.pixels();
            int step = picture.shape().channels();
            for (int i = 0; i < part.width(); i++) {
                output[start + i] = Byte.toUnsignedInt(pixels[from + i * step]);
            }
        }
    }
}
