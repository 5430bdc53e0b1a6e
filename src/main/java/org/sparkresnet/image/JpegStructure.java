package org.sparkresnet.image;

/**
 * The sequence of markers in a JPEG file (ITU-T T.81, annex B), followed from the start of the image to its end without
 * decoding anything. A file that is cut short does not get there.
 */
final class JpegStructure {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;

    private final byte[] file;

    /** Behind the start of the image. */
    private int position = 2;

    private JpegStructure(byte[] file) {
        this.file = file;
    }

    /** Whether a file begins as JPEG does. */
    static boolean begins(byte[] file) {
        return file.length >= 2 && file[0] == (byte) 0xFF && file[1] == (byte) START_OF_IMAGE;
    }

    /**
     * The size in the frame header of a file that {@link #begins}.
     *
     * @throws UndecodableException if the file does not go on to the end of its image, or has no frame or no scan
     */
    static PictureShape checkedShape(byte[] file) throws UndecodableException {
        return new JpegStructure(file).follow();
    }

    private PictureShape follow() throws UndecodableException {
        PictureShape shape = null;
        boolean scanned = false;
        for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
            if (isFrame(marker) && shape == null) {
                shape = PictureDecoder.shape(unsigned16(position + 3), unsigned16(position + 5));
            }
            scanned |= marker == START_OF_SCAN;
            if (!standsAlone(marker)) {
                position += unsigned16(position);
            }
        }
        if (shape == null || !scanned) {
            throw new UndecodableException("JPEG without " + (shape == null ? "a frame header" : "a scan"));
        }
        return shape;
    }

    /** Skips the data of a scan, in which 0xFF is followed by 0, and what may lie between segments. */
    private int nextMarker() throws UndecodableException {
        int code = 0;
        while (code == 0) {
            while (unsigned8(position) != 0xFF) {
                position++;
            }
            while (unsigned8(position) == 0xFF) {
                position++;
            }
            code = unsigned8(position);
            position++;
        }
        return code;
    }

    /** Start of frame of any process; 0xC4, 0xC8 and 0xCC among them mean other things. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Markers without a length: restarts, the start of the image and TEM. */
    private static boolean standsAlone(int marker) {
        return marker >= 0xD0 && marker <= START_OF_IMAGE || marker == 0x01;
    }

    private int unsigned16(int at) throws UndecodableException {
        return unsigned8(at) << 8 | unsigned8(at + 1);
    }

    private int unsigned8(int at) throws UndecodableException {
        if (at >= file.length) {
            throw new UndecodableException("truncated JPEG: " + file.length + " bytes and no end of image");
        }
        return Byte.toUnsignedInt(file[at]);
    }
}
