package org.sparkresnet.prepare.source.tfrecord;

import java.io.Serializable;

/** What the bytes of a picture are. */
sealed interface PictureForm extends Serializable {
    /** Most rows or columns of raw pixels. */
    int LARGEST = 8192;

    /** A file such as a JPEG or PNG. */
    record Encoded() implements PictureForm {}

    /**
     * Pixels as they are, {@code [rows, columns, channels]}, unsigned 8 bit.
     *
     * @param rows in [1, {@value #LARGEST}]
     * @param columns in [1, {@value #LARGEST}]
     * @param channels 1 or 3
     */
    record Raw(int rows, int columns, int channels) implements PictureForm {
        public Raw {
            if (rows < 1 || rows > LARGEST || columns < 1 || columns > LARGEST || channels != 1 && channels != 3) {
                throw new IllegalArgumentException(rows + " x " + columns + " x " + channels);
            }
        }

        /** Bytes of one picture. */
        int bytes() {
            return rows * columns * channels;
        }

        @Override
        public String toString() {
            return "[" + rows + ", " + columns + ", " + channels + "]";
        }
    }
}
