package org.sparkresnet.metrics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Reads event files by the published formats alone: TFRecord framing (length, masked CRC-32C of it, data, masked CRC-32C
 * of that) and the wire format of protocol buffers, with the field numbers of event.proto and summary.proto.
 */
final class EventFileReader {
    /** One event; {@code sessionStatus} is 0 where there is none. */
    record Event(double wallTime, long step, String fileVersion, Map<String, Float> scalars, long sessionStatus) {}

    private EventFileReader() {}

    static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            ByteBuffer length = take(bytes, 8);
            requireChecksum(length, bytes.getInt());
            ByteBuffer data = take(bytes, (int) length.getLong(0));
            requireChecksum(data, bytes.getInt());
            events.add(event(data));
        }
        return events;
    }

    private static Event event(ByteBuffer data) {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        Map<String, Float> scalars = new LinkedHashMap<>();
        while (data.hasRemaining()) {
            int tag = (int) varint(data);
            Object value = value(data, tag & 7);
            fields.put(tag >>> 3, value);
            if (tag >>> 3 == 5) {
                scalars.putAll(summary((ByteBuffer) value));
            }
        }
        long status = 0;
        if (fields.get(7) instanceof ByteBuffer session && varint(session) == (1 << 3)) {
            status = varint(session);
        }
        return new Event(
                Double.longBitsToDouble((Long) fields.get(1)),
                (Long) fields.getOrDefault(2, 0L),
                fields.get(3) instanceof ByteBuffer version ? text(version) : "",
                scalars,
                status);
    }

    private static Map<String, Float> summary(ByteBuffer data) {
        Map<String, Float> scalars = new LinkedHashMap<>();
        while (data.hasRemaining()) {
            varint(data);
            ByteBuffer value = take(data, (int) varint(data));
            String name = "";
            float scalar = Float.NaN;
            while (value.hasRemaining()) {
                int tag = (int) varint(value);
                Object field = value(value, tag & 7);
                switch (tag >>> 3) {
                    case 1 -> name = text((ByteBuffer) field);
                    case 2 -> scalar = Float.intBitsToFloat((Integer) field);
                    default -> throw new IllegalStateException("field " + (tag >>> 3) + " in a summary value");
                }
            }
            scalars.put(name, scalar);
        }
        return scalars;
    }

    private static Object value(ByteBuffer data, int wireType) {
        return switch (wireType) {
            case 0 -> (Object) varint(data);
            case 1 -> data.getLong();
            case 2 -> take(data, (int) varint(data));
            case 5 -> data.getInt();
            default -> throw new IllegalStateException("wire type " + wireType);
        };
    }

    private static long varint(ByteBuffer data) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = data.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer take(ByteBuffer from, int length) {
        ByteBuffer taken = from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        from.position(from.position() + length);
        return taken;
    }

    private static String text(ByteBuffer data) {
        return StandardCharsets.UTF_8.decode(data).toString();
    }

    private static void requireChecksum(ByteBuffer data, int masked) {
        CRC32C checksum = new CRC32C();
        checksum.update(data.duplicate());
        int value = (int) checksum.getValue();
        if ((Integer.rotateRight(value, 15) + 0xa282ead8) != masked) {
            throw new IllegalStateException("wrong checksum");
        }
    }
}
