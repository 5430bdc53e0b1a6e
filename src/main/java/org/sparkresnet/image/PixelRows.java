package org.sparkresnet.image;

/** The rows of a part of a picture, from its top on; each can be had once. */
interface PixelRows {
    /**
     * The next row.
     *
     * @param row {@code [C][]}, 0 to 255; of each channel as many are written as the part has columns
     * @throws UndecodableException if the row lies where a file is damaged
     */
    void read(int[][] row) throws UndecodableException;

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
        public void read(int[][] row) {
            PictureShape shape = picture.shape();
            int from = ((part.top() + next) * shape.width() + part.left()) * shape.channels();
            for (int channel = 0; channel < shape.channels(); channel++) {
                separate(picture.pixels(), from + channel, shape.channels(), row[channel]);
            }
            next++;
        }

        private void separate(byte[] pixels, int from, int step, int[] output) {
            for (int i = 0; i < part.width(); i++) {
                output[i] = Byte.toUnsignedInt(pixels[from + i * step]);
            }
        }
    }
}
