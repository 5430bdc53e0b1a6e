package org.sparkresnet.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloatSinkTest {
    private static final float[] VALUES = LaneVectors.of(0, 0, 501);

    @Test
    void bytesCutAnywhereBecomeTheSameFloats() {
        SplittableRandom random = new SplittableRandom(1);
        for (int most = 1; most < 40; most++) {
            ByteBuffer bytes = bytes();
            FloatBuffer target = LaneVectors.offHeap(VALUES.length);
            FloatSink sink = new FloatSink(target.duplicate());
            while (bytes.hasRemaining()) {
                assertThat(sink.isFull()).isFalse();
                int size = Math.min(bytes.remaining(), random.nextInt(0, most + 1));
                sink.put(bytes.slice(bytes.position(), size));
                bytes.position(bytes.position() + size);
            }
            assertThat(sink.isFull()).isTrue();
            assertThat(LaneVectors.onHeap(target)).containsExactly(VALUES);
        }
    }

    @Test
    void moreBytesThanFloatsAreRefusedAlsoWithinAFloat() {
        FloatSink sink = new FloatSink(LaneVectors.offHeap(2));
        sink.put(ByteBuffer.allocate(7));
        assertThatThrownBy(() -> sink.put(ByteBuffer.allocate(2)))
                .hasMessageContaining("2 bytes came where 1 were left");
    }

    private static ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(VALUES.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(VALUES);
        return bytes;
    }
}
