package org.sparkresnet.image.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;

/** The headers of a BMP file: BITMAPFILEHEADER, and BITMAPINFOHEADER or one of its longer successors. */
final class BmpStructure {
    private static final int HEADERS = 54;
    private static final int INFO_LENGTH = 40;
    private static final int UNCOMPRESSED = 0;
    private static final int BIT_FIELDS = 3;

    private BmpStructure() {}

    /** Whether a file begins as BMP does, and what follows is a header and no text. */
    static boolean begins(byte[] file) {
        return file.length >= HEADERS
                && file[0] == 'B'
                && file[1] == 'M'
                && little(file).getInt(14) >= INFO_LENGTH;
    }

    /**
     * The size in the header of a file that {@link #begins}.
     *
     * @throws UndecodableException if the file is too short for its pixels, or they are compressed
     */
    static PictureShape checkedShape(byte[] file, int mostPixels) throws UndecodableException {
        ByteBuffer header = little(file);
        int compression = header.getInt(30);
        if (compression != UNCOMPRESSED && compression != BIT_FIELDS) {
            throw new UndecodableException("BMP with compression " + compression + ", which is not decoded");
        }
        // Rows from the top have a negative height.
        long width = Integer.toUnsignedLong(header.getInt(18));
        PictureShape shape = PictureDecoder.shape(Math.abs((long) header.getInt(22)), width, mostPixels);
        long rowBytes = (shape.width() * (long) header.getShort(28) + 31) / 32 * 4;
        long end = Integer.toUnsignedLong(header.getInt(10)) + rowBytes * shape.height();
        if (end > file.length) {
            throw new UndecodableException("truncated BMP: " + file.length + " bytes, its pixels end at " + end);
        }
        return shape;
    }

    private static ByteBuffer little(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }
}
