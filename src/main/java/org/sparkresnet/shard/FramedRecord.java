package org.sparkresnet.shard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.hadoop.util.TFRecordReader;

/**
 * A record as it lies in its shard, neither checked nor taken apart.
 *
 * @param where shard, number and offset for messages: {@code part-0: record 5 at offset 1000}
 * @param bytes the record with its framing, as long as its index says; not copied
 */
public record FramedRecord(String where, byte[] bytes) implements StoredRecord {
    /** @throws BadRecordException if a checksum or a length is wrong, or the message is none of ours */
    @Override
    public ShardRecord open() {
        try {
            long payload = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
            long expected = (long) bytes.length - ShardFormat.FRAME_BYTES;
            if (payload != expected) {
                throw new IOException("its length is " + payload + ", its index says " + expected);
            }
            return ExampleCodec.decode(new TFRecordReader(new ByteArrayInputStream(bytes), true).read());
        } catch (IOException e) {
            throw new BadRecordException(
                    where + " is damaged (" + e.getMessage() + "); copy the shard again or run prepare again", e);
        }
    }
}
