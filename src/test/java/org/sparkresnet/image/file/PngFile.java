package org.sparkresnet.image.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;

/** Writes pictures as PNG, 8 bit, without filters: what a decoder must give back exactly. */
public final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private PngFile() {}

    /** The file of a picture with one channel or three. */
    public static byte[] of(Picture picture) {
        PictureShape shape = picture.shape();
        byte colors = (byte) (shape.channels() == 3 ? 2 : 0);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(shape.width())
                .putInt(shape.height())
                .put(new byte[] {8, colors, 0, 0, 0})
                .array();
        byte[] data = deflated(rows(picture));
        ByteBuffer file = ByteBuffer.allocate(SIGNATURE.length + 3 * 12 + header.length + data.length);
        file.put(SIGNATURE);
        putChunk(file, "IHDR", header);
        putChunk(file, "IDAT", data);
        putChunk(file, "IEND", new byte[0]);
        return file.array();
    }

    /** Each row behind a byte that says "no filter". */
    private static byte[] rows(Picture picture) {
        int length = picture.shape().width() * picture.shape().channels();
        ByteBuffer rows = ByteBuffer.allocate((1 + length) * picture.shape().height());
        for (int row = 0; row < picture.shape().height(); row++) {
            rows.put((byte) 0).put(picture.pixels(), row * length, length);
        }
        return rows.array();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        ByteBuffer data = ByteBuffer.allocate(2 * bytes.length + 100);
        deflater.deflate(data);
        deflater.end();
        byte[] exact = new byte[data.position()];
        data.flip().get(exact);
        return exact;
    }

    private static void putChunk(ByteBuffer file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        file.putInt(data.length).put(name).put(data).putInt((int) checksum.getValue());
    }
}
