package org.sparkresnet.shard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.tensorflow.example.BytesList;
import org.tensorflow.example.Example;
import org.tensorflow.example.Feature;
import org.tensorflow.example.Features;
import org.tensorflow.example.Int64List;

/** A record as the bytes of a {@code tf.train.Example}, and back. */
final class ExampleCodec {
    private ExampleCodec() {}

    /** The same record always gives the same bytes: features are written in the order of their names. */
    static byte[] encode(ShardRecord record, String className) {
        Features.Builder features = Features.newBuilder()
                .putFeature(ShardFormat.RECORD_NAME, text(record.name()))
                .putFeature(ShardFormat.LABEL, number(record.label()))
                .putFeature(ShardFormat.CLASS_NAME, text(className));
        if (record.content() instanceof Content.Raw raw) {
            features.putFeature(ShardFormat.HEIGHT, number(raw.height()))
                    .putFeature(ShardFormat.WIDTH, number(raw.width()))
                    .putFeature(ShardFormat.CHANNELS, number(raw.channels()))
                    .putFeature(ShardFormat.RAW, bytes(ByteString.copyFrom(raw.pixels())));
        } else if (record.content() instanceof Content.Encoded encoded) {
            features.putFeature(ShardFormat.ENCODED, bytes(ByteString.copyFrom(encoded.bytes())));
            if (encoded.entryPoints().length > 0) {
                features.putFeature(ShardFormat.ENTRY_POINTS, bytes(ByteString.copyFrom(encoded.entryPoints())));
            }
        }
        return serialize(Example.newBuilder().setFeatures(features).build());
    }

    /** @throws IOException if the bytes are no such message, or lack a feature; its message says what is wrong */
    static ShardRecord decode(byte[] payload) throws IOException {
        Map<String, Feature> features = Example.parseFrom(payload).getFeatures().getFeatureMap();
        try {
            return new ShardRecord(
                    bytes(features, ShardFormat.RECORD_NAME).toStringUtf8(),
                    number(features, ShardFormat.LABEL),
                    content(features));
        } catch (IllegalArgumentException e) {
            throw new InvalidProtocolBufferException(e.getMessage());
        }
    }

    private static Content content(Map<String, Feature> features) throws IOException {
        if (features.containsKey(ShardFormat.ENCODED)) {
            byte[] file = bytes(features, ShardFormat.ENCODED).toByteArray();
            return features.containsKey(ShardFormat.ENTRY_POINTS)
                    ? new Content.Encoded(
                            file, bytes(features, ShardFormat.ENTRY_POINTS).toByteArray())
                    : new Content.Encoded(file);
        }
        return new Content.Raw(
                number(features, ShardFormat.HEIGHT),
                number(features, ShardFormat.WIDTH),
                number(features, ShardFormat.CHANNELS),
                bytes(features, ShardFormat.RAW).toByteArray());
    }

    private static ByteString bytes(Map<String, Feature> features, String name) throws IOException {
        BytesList values =
                features.getOrDefault(name, Feature.getDefaultInstance()).getBytesList();
        requireOne(values.getValueCount(), name, "text or bytes");
        return values.getValue(0);
    }

    private static int number(Map<String, Feature> features, String name) throws IOException {
        Int64List values =
                features.getOrDefault(name, Feature.getDefaultInstance()).getInt64List();
        requireOne(values.getValueCount(), name, "whole number");
        long value = values.getValue(0);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new InvalidProtocolBufferException(name + " is " + value + ", which is out of range");
        }
        return (int) value;
    }

    private static void requireOne(int count, String name, String kind) throws IOException {
        if (count != 1) {
            throw new InvalidProtocolBufferException(count + " values of feature " + name + ", expected one " + kind);
        }
    }

    private static Feature text(String value) {
        return bytes(ByteString.copyFromUtf8(value));
    }

    private static Feature bytes(ByteString value) {
        return Feature.newBuilder()
                .setBytesList(BytesList.newBuilder().addValue(value))
                .build();
    }

    private static Feature number(long value) {
        return Feature.newBuilder()
                .setInt64List(Int64List.newBuilder().addValue(value))
                .build();
    }

    private static byte[] serialize(Example example) {
        byte[] bytes = new byte[example.getSerializedSize()];
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        // Without this a protobuf map is written in the order of its hash table.
        output.useDeterministicSerialization();
        try {
            example.writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException("an array of the message's own size was too small", e);
        }
        output.checkNoSpaceLeft();
        return bytes;
    }
}
