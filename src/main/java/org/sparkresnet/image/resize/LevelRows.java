package org.sparkresnet.image.resize;

import org.sparkresnet.image.PictureShape;

/** Takes the rows of a picture as they are made. */
public interface LevelRows {
    /**
     * @param row from the top
     * @param levels 0 to 255: the row's first channel, and each other one {@code stride} behind the one before; is used
     *     again
     */
    void take(int row, int[] levels, int stride);

    /**
     * Writes them to a picture.
     *
     * @param pixels {@code [H, W, C]} of {@code shape}
     */
    static LevelRows to(byte[] pixels, PictureShape shape) {
        return (row, levels, stride) -> {
            for (int channel = 0; channel < shape.channels(); channel++) {
                int to = row * shape.width() * shape.channels() + channel;
                for (int i = 0; i < shape.width(); i++) {
                    pixels[to] = (byte) levels[channel * stride + i];
                    to += shape.channels();
                }
            }
        };
    }
}
