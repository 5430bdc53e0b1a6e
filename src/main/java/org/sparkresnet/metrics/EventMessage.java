package org.sparkresnet.metrics;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.time.Instant;
import java.util.Map;

/**
 * Messages of TensorFlow's {@code event.proto} and {@code summary.proto}, by field number.
 *
 * <p>Not the generated classes of {@code org.tensorflow:proto}: nd4j-api carries its own {@code
 * org.tensorflow.framework.Summary}, bound to another protobuf, under the same name.
 */
final class EventMessage {
    /** Fields of {@code Event}. */
    private static final int WALL_TIME = 1;

    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;

    /** Field of {@code Summary}. */
    private static final int VALUE = 1;

    /** Fields of {@code Summary.Value}. */
    private static final int TAG = 1;

    private static final int SIMPLE_VALUE = 2;

    /** Field of {@code SessionLog}, and its value {@code START}. */
    private static final int STATUS = 1;

    private static final long START = 1;

    private EventMessage() {}

    /** The first event of a file. */
    static byte[] version(Instant time) {
        return bytes(event(time).addField(FILE_VERSION, text("brain.Event:2")));
    }

    /** A session begins with {@code step}. */
    static byte[] start(Instant time, long step) {
        UnknownFieldSet.Builder session = UnknownFieldSet.newBuilder().addField(STATUS, varint(START));
        return bytes(event(time).addField(STEP, varint(step)).addField(SESSION_LOG, message(session)));
    }

    /** One value per tag, as float32. */
    static byte[] scalars(Instant time, long step, Map<String, Double> values) {
        Field.Builder summaries = Field.newBuilder();
        values.forEach((tag, value) -> summaries.addLengthDelimited(UnknownFieldSet.newBuilder()
                .addField(TAG, text(tag))
                .addField(SIMPLE_VALUE, float32(value.floatValue()))
                .build()
                .toByteString()));
        UnknownFieldSet.Builder summary = UnknownFieldSet.newBuilder().addField(VALUE, summaries.build());
        return bytes(event(time).addField(STEP, varint(step)).addField(SUMMARY, message(summary)));
    }

    private static UnknownFieldSet.Builder event(Instant time) {
        long seconds = Double.doubleToLongBits(time.toEpochMilli() / 1000.0);
        return UnknownFieldSet.newBuilder()
                .addField(WALL_TIME, Field.newBuilder().addFixed64(seconds).build());
    }

    private static Field varint(long value) {
        return Field.newBuilder().addVarint(value).build();
    }

    private static Field float32(float value) {
        return Field.newBuilder().addFixed32(Float.floatToIntBits(value)).build();
    }

    private static Field text(String value) {
        return Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(value))
                .build();
    }

    private static Field message(UnknownFieldSet.Builder message) {
        return Field.newBuilder()
                .addLengthDelimited(message.build().toByteString())
                .build();
    }

    private static byte[] bytes(UnknownFieldSet.Builder event) {
        return event.build().toByteArray();
    }
}
