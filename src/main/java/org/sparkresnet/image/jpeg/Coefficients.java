package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * All coefficients of a picture whose scans bring them in parts, two bytes each. The memory is used again and grows to
 * that of the largest picture: 8 bytes per pixel at most, with four components, but for blocks at the edges.
 */
final class Coefficients {
    private static final int BLOCK = 64;

    private short[] values = {};
    private Frame frame;
    private long[] starts;

    /** Takes memory for all blocks of the MCUs of {@code newFrame}, all zeros. */
    void open(Frame newFrame) throws DamagedJpegException {
        frame = newFrame;
        starts = new long[frame.components().length];
        long length = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = length;
            length += length(frame, frame.components()[i]);
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new DamagedJpegException("JPEG whose scans need " + length + " coefficients, which is too large");
        }
        if (values.length < length) {
            values = new short[(int) length];
        } else {
            Arrays.fill(values, 0, (int) length, (short) 0);
        }
    }

    /** Number of coefficients of all blocks of a picture. */
    static long length(Frame frame) {
        long length = 0;
        for (Component component : frame.components()) {
            length += length(frame, component);
        }
        return length;
    }

    /** {@code [blocks, 64]}, each block in the order of the file. */
    short[] values() {
        return values;
    }

    /** Where a block of component i begins. */
    int start(int i, int blockRow, int blockColumn) {
        return (int) starts[i] + blockRow * rowLength(frame.components()[i]) + blockColumn * BLOCK;
    }

    /** Which of the frame's components this is. */
    int number(Component component) {
        return Arrays.asList(frame.components()).indexOf(component);
    }

    private int rowLength(Component component) {
        return rowLength(frame, component);
    }

    private static long length(Frame frame, Component component) {
        return (long) rowLength(frame, component) * frame.mcusDown() * component.down;
    }

    private static int rowLength(Frame frame, Component component) {
        return frame.mcusAcross() * component.across * BLOCK;
    }
}
