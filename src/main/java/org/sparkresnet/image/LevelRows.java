package org.sparkresnet.image;

/** Takes the rows of a picture as they are made, channel by channel. */
interface LevelRows {
    /**
     * @param row from the top
     * @param levels 0 to 255, as many as the picture has columns, and perhaps more behind them; is used again
     */
    void take(int row, int channel, int[] levels);

    /**
     * Writes them to a picture.
     *
     * @param pixels {@code [H, W, C]} of {@code shape}
     */
    static LevelRows to(byte[] pixels, PictureShape shape) {
        return (row, channel, levels) -> {
            int to = row * shape.width() * shape.channels() + channel;
            for (int i = 0; i < shape.width(); i++) {
                pixels[to] = (byte) levels[i];
                to += shape.channels();
            }
        };
    }
}
