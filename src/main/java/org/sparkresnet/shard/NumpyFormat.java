package org.sparkresnet.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Floats {@code [C, H, W]} as NumPy's file format, version 1.0, so that {@code numpy.load} reads them: a magic number, the
 * version, the length of a header, the header (a Python dictionary, padded with spaces so that the data begins at a
 * multiple of 64 bytes), then float32 little-endian. Source: NEP 1.
 */
final class NumpyFormat {
    /** Magic number, version, length and header together. */
    static final int HEADER_BYTES = 128;

    private static final byte[] BEGINNING = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int TEXT_BYTES = HEADER_BYTES - BEGINNING.length - Short.BYTES;

    private NumpyFormat() {}

    /** The whole file: the same for the same values. */
    static byte[] write(int channels, int height, int width, float[] values) {
        ByteBuffer file =
                ByteBuffer.allocate(HEADER_BYTES + values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header(channels, height, width));
        file.asFloatBuffer().put(values);
        return file.array();
    }

    /**
     * The values of a file that {@link #write} made.
     *
     * @throws IllegalArgumentException if it is no such file, or one of another size
     */
    static float[] read(byte[] file, MeanFile expected) {
        byte[] header = header(expected.channels(), expected.height(), expected.width());
        if (file.length != expected.bytes() || !Arrays.equals(file, 0, HEADER_BYTES, header, 0, HEADER_BYTES)) {
            throw new IllegalArgumentException(
                    "no float32 array of " + expected.channels() + "x" + expected.height() + "x" + expected.width());
        }
        float[] values = new float[expected.values()];
        ByteBuffer.wrap(file)
                .position(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private static byte[] header(int channels, int height, int width) {
        String dictionary =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d), }".formatted(channels, height, width);
        String text = dictionary + " ".repeat(TEXT_BYTES - 1 - dictionary.length()) + "\n";
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(BEGINNING)
                .putShort((short) TEXT_BYTES)
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
