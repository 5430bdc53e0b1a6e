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
        reserve(placement);
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

    /**
     * The same for a picture whose rows come one by one: writes the borders, and each row in its place.
     *
     * @return takes the rows; those that the placement leaves out may come too
     */
    LevelRows rows(Placement placement, FloatBuffer output) {
        reserve(placement);
        int start = output.position();
        int plane = placement.height() * placement.width();
        for (int channel = 0; channel < levels.channels(); channel++) {
            Arrays.fill(line, levels.values(channel)[0]);
            for (int row = 0; row < placement.height(); row++) {
                if (!placement.hasRow(row)) {
                    output.put(start + channel * plane + row * placement.width(), line);
                }
            }
        }
        output.position(start + levels.channels() * plane);
        return (row, channel, values) -> {
            int placed = row - placement.top();
            if (placed >= 0 && placed < placement.height() && placement.hasRow(placed)) {
                lookUp(levels.values(channel), values, placement);
                output.put(start + channel * plane + placed * placement.width(), line);
            }
        };
    }

    private void reserve(Placement placement) {
        if (line.length != placement.width()) {
            line = new float[placement.width()];
        }
    }

    private void lookUp(float[] values, int[] row, Placement placement) {
        int step = placement.mirrored() ? -1 : 1;
        int first = placement.firstColumn();
        int end = placement.endColumn();
        Arrays.fill(line, 0, first, values[0]);
        Arrays.fill(line, end, line.length, values[0]);
        int at = placement.firstSource();
        for (int i = first; i < end; i++) {
            line[i] = values[row[at]];
            at += step;
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
