package org.sparkresnet.shard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.sparkresnet.shard.ExampleFeature.Kind;

/**
 * Finds the features of a {@code tf.train.Example} that others wrote without copying their values, so that a picture can
 * be read again as a range of bytes of its file. Follows tensorflow/core/example/feature.proto: Example 1: Features 1:
 * map entry (1: name, 2: Feature (1: bytes, 2: floats, 3: whole numbers; each a list in field 1)).
 */
public final class ExampleScan {
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final CodedInputStream message;
    private final Map<String, ExampleFeature> features = new TreeMap<>();

    private ExampleScan(byte[] message) {
        this.message = CodedInputStream.newInstance(message);
    }

    /**
     * Features by name, sorted.
     *
     * @param message of one example
     * @throws IOException if it is no such message
     */
    public static Map<String, ExampleFeature> of(byte[] message) throws IOException {
        ExampleScan scan = new ExampleScan(message);
        scan.fields(field -> field == FIRST && scan.inside(() -> scan.fields(scan::features)));
        return scan.features;
    }

    private boolean features(int field) throws IOException {
        return field == FIRST && inside(this::entry);
    }

    private void entry() throws IOException {
        String[] name = {""};
        ExampleFeature[] feature = {new ExampleFeature(Kind.NONE, 0, 0, 0, 0)};
        fields(field -> {
            if (field == FIRST) {
                name[0] = message.readStringRequireUtf8();
                return true;
            }
            return field == SECOND
                    && inside(() -> fields(kind -> {
                        feature[0] = feature(kind);
                        return true;
                    }));
        });
        features.put(name[0], feature[0]);
    }

    private ExampleFeature feature(int field) throws IOException {
        ExampleFeature[] found = new ExampleFeature[1];
        switch (field) {
            case 1 -> inside(() -> found[0] = bytes());
            case 2 -> inside(() -> found[0] = floats());
            case 3 -> inside(() -> found[0] = numbers());
            default -> throw new IOException("a feature of an unknown kind, number " + field);
        }
        return found[0];
    }

    private ExampleFeature bytes() throws IOException {
        int[] place = new int[3];
        fields(field -> {
            int length = message.readRawVarint32();
            if (place[0] == 0) {
                place[1] = message.getTotalBytesRead();
                place[2] = length;
            }
            message.skipRawBytes(length);
            place[0]++;
            return true;
        });
        return new ExampleFeature(Kind.BYTES, place[0], place[1], place[2], 0);
    }

    private ExampleFeature floats() throws IOException {
        message.skipRawBytes(message.getBytesUntilLimit());
        return new ExampleFeature(Kind.FLOAT, 0, 0, 0, 0);
    }

    /** Values one by one, or packed. */
    private ExampleFeature numbers() throws IOException {
        int[] count = {0};
        long[] first = {0};
        while (!message.isAtEnd()) {
            if (WireFormat.getTagWireType(message.readTag()) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                inside(() -> {
                    while (!message.isAtEnd()) {
                        number(count, first);
                    }
                });
            } else {
                number(count, first);
            }
        }
        return new ExampleFeature(Kind.INT64, count[0], 0, 0, first[0]);
    }

    private void number(int[] count, long[] first) throws IOException {
        long value = message.readInt64();
        if (count[0] == 0) {
            first[0] = value;
        }
        count[0]++;
    }

    /** Fields up to the end of the message that is open; those that are not taken are skipped. */
    private void fields(Field take) throws IOException {
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            if (!take.take(WireFormat.getTagFieldNumber(tag))) {
                message.skipField(tag);
            }
        }
    }

    /** Opens the message whose length comes next, which the content is to read to its end. */
    private boolean inside(Content content) throws IOException {
        int outer = message.pushLimit(message.readRawVarint32());
        content.read();
        message.popLimit(outer);
        return true;
    }

    private interface Field {
        /** Reads the value of the field, or answers false and leaves it. */
        boolean take(int number) throws IOException;
    }

    private interface Content {
        void read() throws IOException;
    }
}
