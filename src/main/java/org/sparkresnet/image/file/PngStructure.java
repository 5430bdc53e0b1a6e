package org.sparkresnet.image.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;

/**
 * The sequence of chunks in a PNG file (ISO/IEC 15948, section 5), followed from IHDR to IEND. A file that is cut short
 * does not get there, and a chunk that matters has a checksum.
 */
final class PngStructure {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** Length, type and checksum, 4 bytes each. */
    private static final int CHUNK_FRAME = 12;

    private static final int HEADER_LENGTH = 13;

    /** Big-endian, as all numbers of PNG are. */
    private final ByteBuffer file;

    private PngStructure(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    /** Whether a file begins as PNG does. */
    static boolean begins(byte[] file) {
        return file.length >= SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /**
     * The size in the IHDR of a file that {@link #begins}.
     *
     * @throws UndecodableException if the file does not go on to IEND, or a chunk that matters is damaged
     */
    static PictureShape checkedShape(byte[] file, int mostPixels) throws UndecodableException {
        return new PngStructure(file).follow(mostPixels);
    }

    private PictureShape follow(int mostPixels) throws UndecodableException {
        int offset = SIGNATURE.length;
        int length = checkedLength(offset);
        if (!type(offset).equals("IHDR") || length != HEADER_LENGTH) {
            throw new UndecodableException("PNG without a header");
        }
        PictureShape shape = PictureDecoder.shape(
                Integer.toUnsignedLong(file.getInt(offset + 12)),
                Integer.toUnsignedLong(file.getInt(offset + 8)),
                mostPixels);
        while (!type(offset).equals("IEND")) {
            offset += CHUNK_FRAME + length;
            length = checkedLength(offset);
        }
        return shape;
    }

    /** Length of the data of the chunk at {@code offset}, all of which is there and sound. */
    private int checkedLength(int offset) throws UndecodableException {
        long room = (long) file.capacity() - offset - CHUNK_FRAME;
        if (room < 0 || Integer.toUnsignedLong(file.getInt(offset)) > room) {
            throw new UndecodableException("truncated PNG: " + file.capacity() + " bytes and no end of image");
        }
        int length = file.getInt(offset);
        CRC32 checksum = new CRC32();
        checksum.update(file.array(), offset + 4, length + 4);
        boolean matters = Character.isUpperCase(file.get(offset + 4));
        if (matters && (int) checksum.getValue() != file.getInt(offset + 8 + length)) {
            throw new UndecodableException("damaged PNG: checksum of the chunk at offset " + offset);
        }
        return length;
    }

    private String type(int offset) {
        return new String(file.array(), offset + 4, 4, StandardCharsets.ISO_8859_1);
    }
}
