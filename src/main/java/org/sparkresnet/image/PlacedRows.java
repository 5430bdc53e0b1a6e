package org.sparkresnet.image;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * {@link LevelTable#write} of what a {@link Placement} makes of a picture, without making it. The memory, one row, is used
 * again.
 */
final class PlacedRows {
    private final LevelTable levels;
    private float[] line = {};

    PlacedRows(LevelTable levels) {
        this.levels = levels;
    }

    /**
     * Writes {@code [C, placement.height(), placement.width()]} at the buffer's position, which moves on.
     *
     * @param pixels {@code [H, W, C]} of {@code shape}
     */
    void write(byte[] pixels, PictureShape shape, Placement placement, FloatBuffer output) {
        if (line.length != placement.width()) {
            line = new float[placement.width()];
        }
        int first = placement.firstColumn();
        int end = placement.endColumn();
        for (int channel = 0; channel < levels.channels(); channel++) {
            float[] values = levels.values(channel);
            Arrays.fill(line, values[0]);
            for (int row = 0; row < placement.height(); row++) {
                if (placement.hasRow(row)) {
                    int from = (placement.top() + row) * shape.width() + placement.firstSource();
                    lookUp(values, pixels, from * shape.channels() + channel, placement);
                } else {
                    Arrays.fill(line, first, end, values[0]);
                }
                output.put(line);
            }
        }
    }

    private void lookUp(float[] values, byte[] pixels, int from, Placement placement) {
        int channels = levels.channels();
        int step = placement.mirrored() ? -channels : channels;
        int at = from;
        int end = placement.endColumn();
        for (int i = placement.firstColumn(); i < end; i++) {
            line[i] = values[Byte.toUnsignedInt(pixels[at])];
            at += step;
        }
    }
}
