package org.sparkresnet.image.pipeline;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.LevelTable;
import org.sparkresnet.image.resize.LevelRows;
import org.sparkresnet.image.transform.Placement;

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
        int start = begin(placement, output);
        for (int channel = 0; channel < levels.channels(); channel++) {
            float[] values = levels.values(channel);
            for (int row = 0; row < placement.height(); row++) {
                Arrays.fill(line, values[0]);
                if (placement.hasRow(row)) {
                    int from = (placement.top() + row) * shape.width() + placement.firstSource();
                    lookUp(values, pixels, from * shape.channels() + channel, placement);
                }
                put(start, (channel * placement.height() + row) * placement.width(), output);
            }
        }
    }

    /**
     * The same for a picture whose rows come one by one: writes the borders, and each row in its place.
     *
     * @return takes the rows; those that the placement leaves out may come too
     */
    LevelRows rows(Placement placement, FloatBuffer output) {
        int start = begin(placement, output);
        for (int channel = 0; channel < levels.channels(); channel++) {
            for (int row = 0; row < placement.height(); row++) {
                if (!placement.hasRow(row)) {
                    Arrays.fill(line, levels.values(channel)[0]);
                    put(start, (channel * placement.height() + row) * placement.width(), output);
                }
            }
        }
        return (row, values, stride) -> {
            int placed = row - placement.top();
            boolean isSeen = placed >= 0 && placed < placement.height() && placement.hasRow(placed);
            for (int channel = 0; isSeen && channel < levels.channels(); channel++) {
                lookUp(levels.values(channel), values, channel * stride, placement);
                put(start, (channel * placement.height() + placed) * placement.width(), output);
            }
        };
    }

    /** Answers where the picture begins, and moves the position behind it. */
    private int begin(Placement placement, FloatBuffer output) {
        if (line.length != placement.width()) {
            line = new float[placement.width()];
        }
        int start = output.position();
        output.position(start + levels.channels() * placement.height() * placement.width());
        return start;
    }

    private void put(int start, int offset, FloatBuffer output) {
        levels.subtract(line, offset);
        output.put(start + offset, line);
    }

    private void lookUp(float[] values, int[] row, int start, Placement placement) {
        int first = placement.firstColumn();
        int end = placement.endColumn();
        Arrays.fill(line, 0, first, values[0]);
        Arrays.fill(line, end, line.length, values[0]);
        // Two loops, because a step that the compiler does not know costs a check at each pixel.
        int from = start + placement.firstSource();
        if (placement.mirrored()) {
            for (int i = first; i < end; i++) {
                line[i] = values[row[from + first - i]];
            }
        } else {
            for (int i = first; i < end; i++) {
                line[i] = values[row[from - first + i]];
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
