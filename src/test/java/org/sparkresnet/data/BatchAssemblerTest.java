package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.PngFile;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.pipeline.ImagePipeline;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.image.transform.Transform.Flip;
import org.sparkresnet.image.transform.Transform.PadAndCrop;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

class BatchAssemblerTest {
    private static final int CHANNELS = 3;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;
    private static final int VALUES = CHANNELS * HEIGHT * WIDTH;
    private static final int PADDING = 2;
    private static final Normalization NORMALIZATION =
            new Normalization(List.of(0.1, 0.5, 0.7), List.of(0.2, 0.3, 0.4));
    private static final NetworkInput INPUT =
            new NetworkInput(new PictureShape(CHANNELS, HEIGHT, WIDTH), List.of("cat", "dog"), NORMALIZATION);
    private static final Augmentation RANDOM = new Augmentation(List.of(new PadAndCrop(PADDING), new Flip(0.5)));

    @Test
    void picturesAreThoseOfThePlainDefinition() {
        for (long epoch = 0; epoch < 3; epoch++) {
            List<NumberedRecord> records = records(20);
            float[] images = images(7, new RecordBatch(9, epoch, 1, records));
            for (int i = 0; i < records.size(); i++) {
                float[] expected = naive(7, epoch, records.get(i));
                assertThat(Arrays.copyOfRange(images, i * VALUES, (i + 1) * VALUES))
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void pictureIsTheSameWhateverTheBatch() {
        List<NumberedRecord> records = records(20);
        float[] together = images(7, new RecordBatch(9, 2, 1, records));
        for (int i = 0; i < records.size(); i++) {
            float[] alone = images(7, new RecordBatch(100 + i, 2, 0, records.subList(i, i + 1)));
            assertThat(alone).containsExactly(Arrays.copyOfRange(together, i * VALUES, (i + 1) * VALUES));
        }
    }

    @Test
    void otherEpochsAndSeedsGiveOtherPictures() {
        List<NumberedRecord> records = records(20);
        float[] images = images(7, new RecordBatch(0, 0, 0, records));
        assertThat(images(7, new RecordBatch(0, 0, 0, records))).containsExactly(images);
        assertThat(images(7, new RecordBatch(0, 1, 0, records))).isNotEqualTo(images);
        assertThat(images(8, new RecordBatch(0, 0, 0, records))).isNotEqualTo(images);
    }

    @Test
    void labelsComeInTheOrderOfTheRecords() {
        int[] labels = assemble(assembler(1), new RecordBatch(0, 0, 0, records(5)), FloatBuffer.allocate(5 * VALUES));
        assertThat(labels).containsExactly(0, 1, 0, 1, 0);
    }

    @Test
    void pictureOfAnotherSizeIsThePersonsMistake() {
        assertRefused(
                new ShardRecord("cat/7", 0, new Content.Raw(4, 6, 3, new byte[72])),
                "cat/7: a picture of 3x4x6 after augmentation, the network takes 3x5x6;"
                        + " bring all pictures to one size with { type = pad, size = N }");
    }

    @Test
    void labelWithoutAClassIsThePersonsMistake() {
        assertRefused(
                new ShardRecord("cow/1", 2, new Content.Raw(HEIGHT, WIDTH, CHANNELS, new byte[VALUES])),
                "cow/1: label 2, the training set has 2 classes, 0 to 1; prepare both sets from the same source");
    }

    @Test
    void encodedPicturesAreTreatedAsTheirPixels() {
        List<NumberedRecord> raw = records(20);
        List<NumberedRecord> encoded = raw.stream()
                .map(numbered -> new NumberedRecord(
                        numbered.number(), encoded(numbered.record().open())))
                .toList();
        assertThat(images(7, new RecordBatch(9, 1, 1, encoded)))
                .containsExactly(images(7, new RecordBatch(9, 1, 1, raw)));
    }

    @Test
    void picturesThatDifferInSizeAreBroughtToOne() {
        Augmentation toOneSize = new Augmentation(List.of(new Resize(7), new CenterCrop(5)));
        NetworkInput input = new NetworkInput(new PictureShape(3, 5, 5), List.of("cat", "dog"), NORMALIZATION);
        List<NumberedRecord> records = new ArrayList<>();
        FloatBuffer expected = FloatBuffer.allocate(6 * 75);
        for (int i = 0; i < 6; i++) {
            Picture picture = new Picture(new PictureShape(3, 8 + i, 14 - i), pixels(3 * (8 + i) * (14 - i), i));
            ShardRecord record = new ShardRecord("picture " + i, 0, new Content.Encoded(PngFile.of(picture)));
            records.add(new NumberedRecord(i, record));
            NORMALIZATION.levels().write(toOneSize.apply(picture, NamedRandom.of(0, "no chance")), expected);
        }
        FloatBuffer images = FloatBuffer.allocate(6 * 75);
        assemble(new BatchAssembler(toOneSize, input, 0, false), new RecordBatch(0, 0, 0, records), images);
        assertThat(images.array()).containsExactly(expected.array());
    }

    @Test
    void pictureThatCannotBeDecodedIsThePersonsMistake() {
        assertRefused(
                new ShardRecord("dog.jpeg", 1, new Content.Encoded(new byte[10])),
                "dog.jpeg: the picture cannot be decoded (neither JPEG nor PNG nor BMP);"
                        + " replace or remove it in the source and run prepare again");
    }

    @Test
    void pictureThatATransformCannotTakeIsNamed() {
        Picture strip = new Picture(new PictureShape(3, 1, 60_000), new byte[180_000]);
        RecordBatch batch = new RecordBatch(
                0,
                0,
                0,
                List.of(new NumberedRecord(
                        0, new ShardRecord("strip.png", 1, new Content.Encoded(PngFile.of(strip))))));
        BatchAssembler assembler = new BatchAssembler(new Augmentation(List.of(new Resize(64))), INPUT, 0, false);
        assertThatThrownBy(() -> assemble(assembler, batch, FloatBuffer.allocate(VALUES)))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("strip.png: a picture of 3x1x60000 would become 3x64x3840000");
    }

    /** Picture by picture; answers the labels. */
    private static int[] assemble(BatchAssembler assembler, RecordBatch batch, FloatBuffer images) {
        try (ImagePipeline pipeline = assembler.pipeline()) {
            return batch.records().stream()
                    .mapToInt(record -> assembler.write(pipeline, batch.epoch(), record, images))
                    .toArray();
        }
    }

    private static void assertRefused(ShardRecord record, String sentence) {
        RecordBatch batch = new RecordBatch(0, 0, 0, List.of(new NumberedRecord(0, record)));
        assertThatThrownBy(() -> images(1, batch))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }

    /** Pixel by pixel: where each value of {@code [C, H, W]} comes from, and what it becomes. */
    private static float[] naive(long seed, long epoch, NumberedRecord numbered) {
        byte[] pixels = ((Content.Raw) numbered.record().open().content()).pixels();
        NamedRandom random = NamedRandom.of(seed, "augment", epoch, numbered.number());
        int top = random.nextInt(2 * PADDING + 1) - PADDING;
        int left = random.nextInt(2 * PADDING + 1) - PADDING;
        boolean flip = random.nextDouble() < 0.5;
        float[] image = new float[VALUES];
        for (int i = 0; i < VALUES; i++) {
            int channel = i / (HEIGHT * WIDTH);
            int row = top + i / WIDTH % HEIGHT;
            int column = left + (flip ? WIDTH - 1 - i % WIDTH : i % WIDTH);
            boolean inside = row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH;
            int level = inside ? Byte.toUnsignedInt(pixels[(row * WIDTH + column) * CHANNELS + channel]) : 0;
            image[i] = (float) ((level / 255.0 - NORMALIZATION.mean().get(channel))
                    / NORMALIZATION.deviation().get(channel));
        }
        return image;
    }

    private static float[] images(long seed, RecordBatch batch) {
        FloatBuffer images = FloatBuffer.allocate(batch.records().size() * VALUES);
        assemble(assembler(seed), batch, images);
        assertThat(images.remaining()).isZero();
        return images.array();
    }

    private static BatchAssembler assembler(long seed) {
        return new BatchAssembler(RANDOM, INPUT, seed, false);
    }

    private static ShardRecord encoded(ShardRecord record) {
        Picture picture =
                new Picture(new PictureShape(CHANNELS, HEIGHT, WIDTH), ((Content.Raw) record.content()).pixels());
        return new ShardRecord(record.name(), record.label(), new Content.Encoded(PngFile.of(picture)));
    }

    private static byte[] pixels(int count, long seed) {
        byte[] pixels = new byte[count];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static List<NumberedRecord> records(int count) {
        NumberedRecord[] records = new NumberedRecord[count];
        for (int i = 0; i < count; i++) {
            Content content = new Content.Raw(HEIGHT, WIDTH, CHANNELS, pixels(VALUES, i));
            records[i] = new NumberedRecord(1000 + i, new ShardRecord("picture " + i, i % 2, content));
        }
        return List.of(records);
    }
}
