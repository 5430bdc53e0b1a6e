package org.sparkresnet.image.jpeg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The segments of a JPEG file (T.81, annex B) from its start to the end of its image, and the tables that they define.
 * The tables of a file are gone with the next file, but are not made anew if it brings the same.
 */
final class Segments {
    static final int END_OF_IMAGE = 0xD9;
    static final int START_OF_SCAN = 0xDA;

    static final int START_OF_IMAGE = 0xD8;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int QUANTIZATION_TABLES = 0xDB;
    private static final int LINES = 0xDC;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int TABLES = 4;
    private static final int BLOCK = 64;

    private byte[] file;
    private int position;

    /** Of the content of the last segment. */
    private int contentStart;

    private int contentEnd;

    private final int[][] steps = new int[TABLES][];
    private final TableSlot[] dcTables = slots(true);
    private final TableSlot[] acTables = slots(false);
    private int restartInterval;
    private boolean jfif;
    private int adobe;
    private Frame frame;

    private static TableSlot[] slots(boolean areDc) {
        TableSlot[] slots = new TableSlot[TABLES];
        Arrays.setAll(slots, i -> new TableSlot(areDc));
        return slots;
    }

    /** Begins a file, behind its start of image. */
    void open(byte[] newFile) throws DamagedJpegException {
        file = newFile;
        position = 2;
        Arrays.fill(steps, null);
        for (int i = 0; i < TABLES; i++) {
            dcTables[i].forget();
            acTables[i].forget();
        }
        restartInterval = 0;
        jfif = false;
        adobe = -1;
        frame = null;
        if (!JpegDecoder.begins(file)) {
            throw new DamagedJpegException("no JPEG");
        }
    }

    /**
     * Goes on to the content of the next scan header, over everything before it.
     *
     * @return whether there is one before the end of the image
     */
    boolean nextScan() throws DamagedJpegException {
        while (true) {
            int marker = nextMarker();
            if (marker == END_OF_IMAGE) {
                return false;
            }
            if (standsAlone(marker)) {
                throw new DamagedJpegException("damaged JPEG: no segment at offset " + position);
            }
            enter();
            if (marker == START_OF_SCAN) {
                if (frame == null) {
                    throw new DamagedJpegException("JPEG without a frame header");
                }
                return true;
            }
            take(marker);
        }
    }

    /** Goes on from {@code newPosition}, behind the data of a scan. */
    void goOn(int newPosition) {
        position = newPosition;
    }

    byte[] file() {
        return file;
    }

    /** The first byte of the content of the segment that was entered last. */
    int contentStart() {
        return contentStart;
    }

    /** Behind its last byte. */
    int contentEnd() {
        return contentEnd;
    }

    /** Null before there is one. */
    Frame frame() {
        return frame;
    }

    /** Whether the scan that was entered first does not bring everything. */
    boolean hasSeveralScans() {
        int inScan = contentEnd == contentStart ? 0 : file[contentStart];
        return frame.progressive() || inScan != frame.components().length;
    }

    /** MCUs from one restart to the next; 0: there are none. */
    int restartInterval() {
        return restartInterval;
    }

    /** Whether there is a JFIF header, which says that the colors are YCbCr. */
    boolean isJfif() {
        return jfif;
    }

    /** The transform that Adobe's segment names, or -1. */
    int adobe() {
        return adobe;
    }

    /** Quantization table i in the order of the file, or null. */
    int[] steps(int i) {
        return steps[i];
    }

    TableSlot dcTable(int i) {
        return dcTables[i];
    }

    TableSlot acTable(int i) {
        return acTables[i];
    }

    private void take(int marker) throws DamagedJpegException {
        switch (marker) {
            case HUFFMAN_TABLES -> takeHuffmanTables();
            case QUANTIZATION_TABLES -> takeSteps();
            case RESTART_INTERVAL -> {
                requireContent(2);
                restartInterval = unsigned16(file, contentStart);
            }
            case LINES -> throw new DamagedJpegException("JPEG whose height stands behind its data, not decoded");
            case APP0 -> jfif |= begins("JFIF\0");
            case APP14 -> {
                if (begins("Adobe") && contentEnd - contentStart >= 12) {
                    adobe = Byte.toUnsignedInt(file[contentStart + 11]);
                }
            }
            default -> takeFrame(marker);
        }
    }

    /** Other segments, such as comments, say nothing about pixels. */
    private void takeFrame(int marker) throws DamagedJpegException {
        if (marker < 0xC0 || marker > 0xCF) {
            return;
        }
        if (marker > 0xC2) {
            throw new DamagedJpegException(
                    "JPEG of a process that is not decoded (lossless, hierarchical or arithmetic coding)");
        }
        if (frame != null) {
            throw new DamagedJpegException("damaged JPEG: two frame headers");
        }
        frame = Frame.read(file, contentStart, contentEnd, marker == 0xC2);
    }

    private void takeHuffmanTables() throws DamagedJpegException {
        int at = contentStart;
        while (at < contentEnd) {
            int kind = Byte.toUnsignedInt(file[at]);
            if ((kind & 0xF) >= TABLES || kind >> 4 > 1 || at + 17 > contentEnd) {
                throw damagedTable();
            }
            int end = at + 1 + HuffmanTable.definitionLength(file, at + 1);
            if (end > contentEnd) {
                throw damagedTable();
            }
            (kind >> 4 == 0 ? dcTables : acTables)[kind & 0xF].define(file, at + 1, end);
            at = end;
        }
    }

    private void takeSteps() throws DamagedJpegException {
        int at = contentStart;
        while (at < contentEnd) {
            int kind = Byte.toUnsignedInt(file[at]);
            int bytes = kind >> 4 == 0 ? 1 : 2;
            if ((kind & 0xF) >= TABLES || kind >> 4 > 1 || at + 1 + BLOCK * bytes > contentEnd) {
                throw damagedTable();
            }
            int[] table = new int[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                table[i] = bytes == 1 ? Byte.toUnsignedInt(file[at + 1 + i]) : unsigned16(file, at + 1 + 2 * i);
            }
            steps[kind & 0xF] = table;
            at += 1 + BLOCK * bytes;
        }
    }

    private static DamagedJpegException damagedTable() {
        return new DamagedJpegException("damaged JPEG: a table that does not fill its segment");
    }

    /** Enters the segment at the position and moves behind it. */
    private void enter() throws DamagedJpegException {
        int length = position + 2 > file.length ? 0 : unsigned16(file, position);
        if (position + Math.max(2, length) > file.length) {
            throw truncated(file);
        }
        if (length < 2) {
            throw new DamagedJpegException("damaged JPEG: a segment of " + length + " bytes");
        }
        contentStart = position + 2;
        contentEnd = position + length;
        position = contentEnd;
    }

    /** The marker at the position; fill bytes may stand before it, but nothing else. */
    private int nextMarker() throws DamagedJpegException {
        if (position < file.length && file[position] != -1) {
            throw new DamagedJpegException("damaged JPEG: no marker at offset " + position);
        }
        while (position < file.length && file[position] == -1) {
            position++;
        }
        if (position >= file.length) {
            throw truncated(file);
        }
        position++;
        return Byte.toUnsignedInt(file[position - 1]);
    }

    /** Markers that begin no segment, and those that mean nothing. */
    private static boolean standsAlone(int marker) {
        return marker < 0xC0 || marker >= 0xD0 && marker <= START_OF_IMAGE;
    }

    private void requireContent(int length) throws DamagedJpegException {
        if (contentEnd - contentStart != length) {
            throw new DamagedJpegException("damaged JPEG: a segment of " + (contentEnd - contentStart) + " bytes");
        }
    }

    private boolean begins(String text) {
        byte[] start = text.getBytes(StandardCharsets.US_ASCII);
        return contentEnd - contentStart >= start.length
                && Arrays.equals(file, contentStart, contentStart + start.length, start, 0, start.length);
    }

    static int unsigned16(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
    }

    static DamagedJpegException truncated(byte[] file) {
        return new DamagedJpegException("truncated JPEG: " + file.length + " bytes and no end of image");
    }
}
