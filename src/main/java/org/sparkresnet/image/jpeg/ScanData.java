package org.sparkresnet.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The data of one scan (T.81, B.1.1.5) without the zeros that are stuffed in behind each 0xFF, cut at its restart
 * markers. Its memory is used again from scan to scan and is never longer than the longest file.
 */
final class ScanData {
    private static final int FIRST_RESTART = 0xD0;
    private static final int RESTARTS = 8;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] data = {};

    /** Where interval i begins and interval i - 1 ends, for as many as there are. */
    private int[] starts = new int[16];

    private int intervals;
    private int length;

    /**
     * Takes the data from {@code from} on, up to the first marker that is no restart.
     *
     * @return where that marker begins
     * @throws DamagedJpegException if the file ends before, or restarts are out of order
     */
    int load(byte[] file, int from) throws DamagedJpegException {
        if (data.length < file.length + BitReader.MARGIN) {
            data = new byte[file.length + file.length / 8 + BitReader.MARGIN];
        }
        length = 0;
        intervals = 0;
        addStart();
        int position = from;
        while (true) {
            int marker = nextMarker(file, position);
            int code = Byte.toUnsignedInt(file[marker + 1]);
            int kept = code == 0 ? marker + 1 - position : marker - position;
            System.arraycopy(file, position, data, length, kept);
            length += kept;
            position = marker + 2;
            if (isRestart(code)) {
                restart(code);
            } else if (code == 0xFF) {
                // Fill bytes: any number of them may stand before a marker.
                position = marker + 1;
            } else if (code != 0) {
                addStart();
                Arrays.fill(data, length, length + BitReader.MARGIN, (byte) 0);
                return marker;
            }
        }
    }

    /** Number of stretches between restarts, at least 1. */
    int intervals() {
        return intervals - 1;
    }

    /** Lets {@code reader} read stretch i. */
    void open(int i, BitReader reader) {
        reader.open(data, starts[i], starts[i + 1]);
    }

    private void restart(int code) throws DamagedJpegException {
        if ((intervals - 1) % RESTARTS != code - FIRST_RESTART) {
            throw new DamagedJpegException("damaged JPEG: its restart markers are out of order");
        }
        addStart();
    }

    private void addStart() {
        if (intervals == starts.length) {
            starts = Arrays.copyOf(starts, 2 * intervals);
        }
        starts[intervals] = length;
        intervals++;
    }

    /** The next 0xFF, which something follows. */
    private static int nextMarker(byte[] file, int from) throws DamagedJpegException {
        int at = from;
        while (at + 8 <= file.length) {
            long found = markers((long) LITTLE_ENDIAN.get(file, at));
            if (found != 0) {
                at += Long.numberOfTrailingZeros(found) / 8;
                break;
            }
            at += 8;
        }
        while (at < file.length && file[at] != -1) {
            at++;
        }
        if (at + 1 >= file.length) {
            throw Segments.truncated(file);
        }
        return at;
    }

    /** The lowest bit that is set belongs to the lowest of eight bytes that is 0xFF: in the complement, the lowest 0. */
    private static long markers(long bytes) {
        long complement = ~bytes;
        return complement - LOW_BITS & ~complement & HIGH_BITS;
    }

    private static boolean isRestart(int code) {
        return code >= FIRST_RESTART && code < FIRST_RESTART + RESTARTS;
    }
}
