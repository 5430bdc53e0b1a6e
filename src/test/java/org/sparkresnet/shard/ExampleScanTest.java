package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparkresnet.shard.ExampleFeature.Kind;
import org.tensorflow.example.BytesList;
import org.tensorflow.example.Example;
import org.tensorflow.example.Feature;
import org.tensorflow.example.Features;
import org.tensorflow.example.FloatList;
import org.tensorflow.example.Int64List;

/** The scan beside the generated parser of the protos. */
class ExampleScanTest {
    @Test
    void everyKindOfFeatureIsFoundWhereTheParserFindsIt() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            Example example = example(random);
            byte[] message = example.toByteArray();
            Map<String, ExampleFeature> found = ExampleScan.of(message);
            Map<String, Feature> expected = example.getFeatures().getFeatureMap();
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            found.forEach((name, feature) -> assertEqual(feature, expected.get(name), message));
        }
    }

    @Test
    void numbersNeedNotBePacked() throws Exception {
        // Int64List with two values of field 1, each with a tag of its own.
        byte[] list = {0x08, 0x07, 0x08, 0x09};
        byte[] feature = {0x1a, 4, list[0], list[1], list[2], list[3]};
        byte[] entry = concat(new byte[] {0x0a, 1, 'n', 0x12, 6}, feature);
        byte[] features = concat(new byte[] {0x0a, 11}, entry);
        byte[] message = concat(new byte[] {0x0a, 13}, features);
        assertThat(Example.parseFrom(message)
                        .getFeatures()
                        .getFeatureOrThrow("n")
                        .getInt64List()
                        .getValueList())
                .containsExactly(7L, 9L);
        assertThat(ExampleScan.of(message)).isEqualTo(Map.of("n", new ExampleFeature(Kind.INT64, 2, 0, 0, 7)));
    }

    @Test
    void whatIsNoExampleIsRefusedOrHasNoFeatures() throws Exception {
        assertThat(ExampleScan.of(new byte[0])).isEmpty();
        assertThatThrownBy(() -> ExampleScan.of("hello, this is text".getBytes("US-ASCII")))
                .isInstanceOf(IOException.class);
        byte[] message = example(new Random(1)).toByteArray();
        assertThatThrownBy(() -> ExampleScan.of(Arrays.copyOf(message, message.length - 1)))
                .isInstanceOf(IOException.class);
    }

    private static void assertEqual(ExampleFeature found, Feature expected, byte[] message) {
        switch (expected.getKindCase()) {
            case BYTES_LIST -> {
                assertThat(found.kind()).isEqualTo(Kind.BYTES);
                assertThat(found.count()).isEqualTo(expected.getBytesList().getValueCount());
                if (found.count() > 0) {
                    assertThat(ByteString.copyFrom(message, found.offset(), found.length()))
                            .isEqualTo(expected.getBytesList().getValue(0));
                }
            }
            case INT64_LIST -> {
                assertThat(found.kind()).isEqualTo(Kind.INT64);
                assertThat(found.count()).isEqualTo(expected.getInt64List().getValueCount());
                if (found.count() > 0) {
                    assertThat(found.number()).isEqualTo(expected.getInt64List().getValue(0));
                }
            }
            case FLOAT_LIST -> assertThat(found.kind()).isEqualTo(Kind.FLOAT);
            case KIND_NOT_SET -> assertThat(found.kind()).isEqualTo(Kind.NONE);
        }
    }

    private static Example example(Random random) {
        Features.Builder features = Features.newBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            features.putFeature("feature-" + i, feature(random));
        }
        return Example.newBuilder().setFeatures(features).build();
    }

    private static Feature feature(Random random) {
        Feature.Builder feature = Feature.newBuilder();
        int count = random.nextInt(3);
        switch (random.nextInt(4)) {
            case 0 -> {
                BytesList.Builder list = BytesList.newBuilder();
                for (int i = 0; i < count; i++) {
                    byte[] value = new byte[random.nextInt(300)];
                    random.nextBytes(value);
                    list.addValue(ByteString.copyFrom(value));
                }
                feature.setBytesList(list);
            }
            case 1 -> {
                Int64List.Builder list = Int64List.newBuilder();
                for (int i = 0; i < count; i++) {
                    list.addValue(random.nextLong());
                }
                feature.setInt64List(list);
            }
            case 2 -> feature.setFloatList(FloatList.newBuilder().addValue(random.nextFloat()));
            default -> feature.clearKind();
        }
        return feature.build();
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
