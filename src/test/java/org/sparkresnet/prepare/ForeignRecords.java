package org.sparkresnet.prepare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * TFRecord files as other programs write them, by the plainest code and Java's own CRC: nothing here is shared with the
 * reader. Sources: tensorflow/core/lib/io/record_writer.h, tensorflow/core/example/example.proto, and the wire format of
 * protocol buffers.
 */
public final class ForeignRecords {
    private static final int LENGTH_DELIMITED = 2;

    private ForeignRecords() {}

    /** A file of examples, each with its framing. */
    public static Path write(Path file, List<byte[]> examples) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] example : examples) {
            bytes.write(framed(example));
        }
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes.toByteArray());
    }

    static byte[] framed(byte[] example) {
        ByteBuffer record = ByteBuffer.allocate(example.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(example.length)
                .array();
        record.put(length).putInt(masked(length)).put(example).putInt(masked(example));
        return record.array();
    }

    /** An example whose features have values of type byte[] or Long; null for a feature without any. */
    public static byte[] example(Map<String, Object> features) {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        features.forEach((name, value) -> entries.writeBytes(
                field(1, concat(field(1, name.getBytes(StandardCharsets.UTF_8)), field(2, feature(value))))));
        return field(1, entries.toByteArray());
    }

    private static byte[] feature(Object value) {
        if (value == null) {
            return new byte[0];
        } else if (value instanceof byte[] bytes) {
            return field(1, field(1, bytes));
        } else if (value instanceof Float number) {
            return field(
                    2,
                    field(
                            1,
                            ByteBuffer.allocate(4)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .putFloat(number)
                                    .array()));
        }
        return field(3, field(1, varint((Long) value)));
    }

    private static byte[] field(int number, byte[] content) {
        return concat(varint(number << 3 | LENGTH_DELIMITED), concat(varint(content.length), content));
    }

    static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    static byte[] concat(byte[] left, byte[] right) {
        return ByteBuffer.allocate(left.length + right.length)
                .put(left)
                .put(right)
                .array();
    }

    private static int masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + 0xa282ead8;
    }
}
