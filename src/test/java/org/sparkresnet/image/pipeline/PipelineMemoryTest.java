package org.sparkresnet.image.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.FlatFiles;
import org.sparkresnet.image.jpeg.EntryPoints;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.ColorJitter;
import org.sparkresnet.image.transform.Interval;
import org.sparkresnet.image.transform.RandomResizedCrop;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.random.NamedRandom;

class PipelineMemoryTest {
    private static final int MEGABYTE = 1 << 20;
    private static final PictureShapes ANY = new PictureShapes.Various(3);
    private static final RandomResizedCrop RANDOM_CROP =
            new RandomResizedCrop(224, new Interval(0.08, 1), new Interval(0.75, 4 / 3.0));
    private static final ColorJitter JITTER = new ColorJitter(0.4, 0.4, 0.4, 0.1);

    /** What the documentation of the bound says, worked out by hand for the usual lists. */
    @Test
    void boundIsAFunctionOfTheSettings() {
        assertThat(megabytes(89, 2, RANDOM_CROP)).isEqualTo(946);
        assertThat(megabytes(89, 8, RANDOM_CROP)).isEqualTo(1138);
        assertThat(megabytes(20, 2, RANDOM_CROP)).isEqualTo(420);
        assertThat(megabytes(1, 2, RANDOM_CROP)).isEqualTo(275);
        assertThat(megabytes(89, 2, RANDOM_CROP, JITTER)).isEqualTo(947);
        assertThat(megabytes(89, 2, new Transform.PadAndCrop(4))).isEqualTo(1201);
    }

    @Test
    void picturesOfOneSizeTakeNoMoreThanTheyNeed() {
        PictureShapes small = new PictureShapes.Equal(new PictureShape(3, 32, 32));
        assertThat(PipelineMemory.of(new Augmentation(List.of(new Transform.PadAndCrop(4))), small, 2)
                        .heap())
                .isLessThan(MEGABYTE);
        PictureShapes large = new PictureShapes.Equal(new PictureShape(3, 4000, 3000));
        long one = PipelineMemory.of(new Augmentation(List.of(RANDOM_CROP)), large, 1)
                .heap();
        long two = PipelineMemory.of(new Augmentation(List.of(RANDOM_CROP)), large, 2)
                .heap();
        assertThat(two).isEqualTo(2 * one);
    }

    @Test
    void transformsMakeNothingUnlessPixelsChange() {
        PictureShape shape = new PictureShape(3, 100, 200);
        assertThat(made(shape, RANDOM_CROP, new Transform.Flip(0.5))).isZero();
        assertThat(made(shape)).isEqualTo(60_000);
        assertThat(made(shape, new Transform.Pad(500), new Transform.Flip(0.5))).isEqualTo(60_000);
        assertThat(made(shape, RANDOM_CROP, JITTER)).isEqualTo(2 * 3 * 224 * 224);
        assertThat(made(shape, new Transform.Pad(500), JITTER)).isEqualTo(2 * 3 * 500 * 500);
        assertThat(made(shape, new Transform.Pad(500), new Resize(80))).isEqualTo(4 * 3 * 500 * 500);
        assertThat(made(shape, new Resize(50), new CenterCrop(50))).isZero();
        assertThat(made(shape, new Resize(50))).isEqualTo(100 * 100);
        assertThat(made(shape, new Resize(50), JITTER)).isEqualTo(2 * 3 * 50 * 100 + 100 * 100);
    }

    @Test
    void aLargePictureLeavesTheSamePixelsAsWithoutLettingMemoryGo() throws UndecodableException {
        byte[] large = FlatFiles.progressiveJpeg(2500, 2000, 3);
        byte[] small = GoldenPictures.file("progressive.jpg");
        PictureShape output = new PictureShape(3, 16, 16);
        Augmentation augmentation = new Augmentation(List.of(new Resize(20), new CenterCrop(16)));
        Normalization normalization = new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        FloatBuffer expected = FloatBuffer.allocate(output.values());
        FloatBuffer found = FloatBuffer.allocate(output.values());
        NamedRandom unused = NamedRandom.of(1, "no chance");
        try (ImagePipeline pipeline = new ImagePipeline(augmentation, normalization, output)) {
            pipeline.write(small, EntryPoints.NONE, unused, expected);
            pipeline.write(large, EntryPoints.NONE, unused, found);
            assertThat(found.array()).containsOnly((float) (128 / 255.0));
            pipeline.write(small, EntryPoints.NONE, unused, found.clear());
            assertThat(found.array()).containsExactly(expected.array());
            byte[] damaged = large.clone();
            damaged[damaged.length - 3] ^= 0x55;
            assertThatThrownBy(() -> pipeline.write(damaged, EntryPoints.NONE, unused, found.clear()))
                    .isInstanceOf(UndecodableException.class);
            // The room must be free again, or this would wait for ever.
            pipeline.write(large, EntryPoints.NONE, unused, found.clear());
        }
    }

    @Test
    void waitingForRoomEndsWithAnInterrupt() {
        DecodeRoom room = new DecodeRoom(1 << 20);
        room.enter(1 << 19);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> room.enter(1 << 20))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted while waiting for room for a large picture");
        assertThat(Thread.interrupted()).isTrue();
        room.leave(1 << 19);
        room.enter(1L << 40);
        room.leave(1L << 40);
    }

    private static long megabytes(int megapixels, int threads, Transform... transforms) {
        Augmentation augmentation = new Augmentation(new Decoding(Decoding.Size.FULL, megapixels), List.of(transforms));
        return Math.round(PipelineMemory.of(augmentation, ANY, threads).heap() / (double) MEGABYTE);
    }

    private static long made(PictureShape shape, Transform... transforms) {
        return PipelineMemory.made(List.of(transforms), shape);
    }
}
