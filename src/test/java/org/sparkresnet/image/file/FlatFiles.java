package org.sparkresnet.image.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files of pictures of any size, gray all over, that are quickly made: a block of a JPEG takes a bit or two. */
public final class FlatFiles {
    private static final int SIDE = 8;

    private FlatFiles() {}

    /** A JPEG with one scan. */
    public static byte[] jpeg(int height, int width, int components) {
        Bits data = new Bits();
        for (int i = 0; i < blocks(height, width) * components; i++) {
            // No difference, and the end of the block.
            data.put(0b00, 2);
        }
        Segments file = new Segments(0xC0, height, width, components, 0x00);
        file.scan(components, 0, 63, data);
        return file.end();
    }

    /** A progressive JPEG with a scan for all DC coefficients, and one for the others of each component. */
    public static byte[] progressiveJpeg(int height, int width, int components) {
        // As AC code 0: the ends of bands of at least 2^14 blocks, their number less 2^14 in 14 bits.
        Segments file = new Segments(0xC2, height, width, components, 0xE0);
        Bits dc = new Bits();
        int blocks = blocks(height, width);
        for (int i = 0; i < blocks * components; i++) {
            dc.put(0, 1);
        }
        file.scan(components, 0, 0, dc);
        for (int component = 0; component < components; component++) {
            Bits ac = new Bits();
            int left = blocks;
            while (left >= 1 << 14) {
                int run = Math.min(left, (1 << 15) - 1);
                ac.put(0, 1);
                ac.put(run - (1 << 14), 14);
                left -= run;
            }
            for (int i = 0; i < left; i++) {
                ac.put(0b10, 2);
            }
            file.scanOf(component, 1, 63, ac);
        }
        return file.end();
    }

    /** An RGB PNG, black. */
    public static byte[] png(int height, int width) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] row = new byte[1 + 3 * width];
        byte[] some = new byte[1 << 16];
        for (int i = 0; i <= height; i++) {
            if (i < height) {
                deflater.setInput(row);
            } else {
                deflater.finish();
            }
            int count = deflater.deflate(some);
            while (count > 0) {
                data.write(some, 0, count);
                count = deflater.deflate(some);
            }
        }
        deflater.end();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", data.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    private static int blocks(int height, int width) {
        return (height + SIDE - 1) / SIDE * ((width + SIDE - 1) / SIDE);
    }

    /** Entropy-coded data: bits from the highest on, a zero byte behind each 0xFF. */
    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long waiting;
        private int count;

        void put(int bits, int length) {
            waiting = waiting << length | bits;
            count += length;
            while (count >= Byte.SIZE) {
                count -= Byte.SIZE;
                put((int) (waiting >> count) & 0xFF);
            }
        }

        byte[] finish() {
            while (count > 0) {
                put(1, 1);
            }
            return bytes.toByteArray();
        }

        private void put(int one) {
            bytes.write(one);
            if (one == 0xFF) {
                bytes.write(0);
            }
        }
    }

    /** The segments of a JPEG. */
    private static final class Segments {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        /** @param acSymbol of the one-bit code 0 of AC coefficients; the code 10 is an end of block */
        Segments(int frame, int height, int width, int components, int acSymbol) {
            try {
                out.writeShort(0xFFD8);
                begin(0xDB, 65);
                out.writeByte(0);
                out.write(ones(64));
                begin(frame, 6 + 3 * components);
                out.writeByte(8);
                out.writeShort(height);
                out.writeShort(width);
                out.writeByte(components);
                for (int i = 0; i < components; i++) {
                    out.write(new byte[] {(byte) (i + 1), 0x11, 0});
                }
                table(0x00, 0, 1);
                table(0x10, acSymbol, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void scan(int components, int first, int last, Bits data) {
            byte[] selected = new byte[2 * components];
            for (int i = 0; i < components; i++) {
                selected[2 * i] = (byte) (i + 1);
            }
            scan(selected, first, last, data);
        }

        void scanOf(int component, int first, int last, Bits data) {
            scan(new byte[] {(byte) (component + 1), 0}, first, last, data);
        }

        byte[] end() {
            try {
                out.writeShort(0xFFD9);
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void scan(byte[] selected, int first, int last, Bits data) {
            try {
                begin(0xDA, 4 + selected.length);
                out.writeByte(selected.length / 2);
                out.write(selected);
                out.write(new byte[] {(byte) first, (byte) last, 0});
                out.write(data.finish());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Codes 0 and 10. */
        private void table(int kind, int first, int second) throws IOException {
            begin(0xC4, 19);
            out.writeByte(kind);
            byte[] counts = new byte[16];
            counts[0] = 1;
            counts[1] = 1;
            out.write(counts);
            out.writeByte(first);
            out.writeByte(second);
        }

        private void begin(int marker, int length) throws IOException {
            out.writeByte(0xFF);
            out.writeByte(marker);
            out.writeShort(2 + length);
        }

        private static byte[] ones(int count) {
            byte[] ones = new byte[count];
            Arrays.fill(ones, (byte) 1);
            return ones;
        }
    }
}
