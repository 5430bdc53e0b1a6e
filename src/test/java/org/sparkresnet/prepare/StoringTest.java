package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.JpegEncoder;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.prepare.source.PictureSums;
import org.sparkresnet.prepare.source.PixelSums;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardRecord;

/** {@code prepare.resize}. */
class StoringTest extends SparkTest {

    @Test
    void longerPicturesAreResizedAndOthersStayByteForByte() throws Exception {
        Path source = PictureFolders.writeSource(folder.resolve("source"));
        prepare("image-folder", source, "out");
        PixelSums sums = new PixelSums();
        int resized = 0;
        for (ShardRecord record : Prepared.records(folder.resolve("out/train"))) {
            byte[] stored = ((Content.Encoded) record.content()).bytes();
            byte[] file = Files.readAllBytes(source.resolve("train").resolve(record.name()));
            Picture before = PictureDecoder.decode(file);
            int shorter = Math.min(before.shape().height(), before.shape().width());
            if (shorter > 5) {
                assertThat(stored).isEqualTo(JpegEncoder.encode(resized(before, 5), 80));
                resized++;
            } else {
                assertThat(stored).isEqualTo(file);
            }
            assertThat(((Content.Encoded) record.content()).entryPoints())
                    .isEqualTo(PictureDecoder.entryPoints(stored));
            Picture after = PictureDecoder.decode(stored);
            assertThat(Math.min(after.shape().height(), after.shape().width())).isEqualTo(Math.min(5, shorter));
            sums.add(PictureSums.of(3, after.shape().height(), after.shape().width(), after.pixels()));
        }
        assertThat(resized).isBetween(1, 11);
        Manifest manifest = Prepared.manifest(folder.resolve("out/train"));
        assertThat(manifest.pictures()).isEqualTo(sums.facts());
        assertThat(manifest.options()).containsEntry("resize-shorter-side", "5").containsEntry("resize-quality", "80");
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasks() throws Exception {
        Path source = PictureFolders.writeSource(folder.resolve("source"));
        prepare("image-folder", source, "one", "prepare.tasks=1");
        Map<String, String> expected = Prepared.files(folder.resolve("one"));
        for (int tasks : new int[] {3, 4}) {
            prepare("image-folder", source, "tasks-" + tasks, "prepare.tasks=" + tasks);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks))).isEqualTo(expected);
        }
    }

    @Test
    void rawPixelsStayRaw() throws Exception {
        Path source = folder.resolve("source");
        Files.createDirectories(source);
        Files.write(source.resolve("train-images-idx3-ubyte"), IdxFiles.images(23));
        Files.write(source.resolve("train-labels-idx1-ubyte"), IdxFiles.labels(23, 3));
        Preparation.run(
                spark, Prepared.settings("idx", source, folder.resolve("out"), "prepare.resize.shorter-side=1"));
        byte[] images = IdxFiles.images(23);
        assertThat(Prepared.records(folder.resolve("out/train"))).hasSize(23).allSatisfy(record -> {
            int number = Integer.parseInt(record.name().substring(record.name().length() - 6));
            byte[] pixels = Arrays.copyOfRange(images, 16 + 6 * number, 22 + 6 * number);
            Picture expected = resized(new Picture(new PictureShape(1, 3, 2), pixels), 1);
            assertThat(record.content()).isEqualTo(new Content.Raw(1, 1, 1, expected.pixels()));
        });
        assertThat(Prepared.manifest(folder.resolve("out/train")).pictures().pixelMean())
                .hasSize(1);
    }

    @Test
    void aPhotographKeepsItsLook() throws Exception {
        Picture smooth = smooth(300, 400);
        Picture small = PictureDecoder.decode(JpegEncoder.encode(smooth, 95));
        double squares = 0;
        for (int i = 0; i < smooth.pixels().length; i++) {
            squares += Math.pow(Byte.toUnsignedInt(smooth.pixels()[i]) - Byte.toUnsignedInt(small.pixels()[i]), 2);
        }
        assertThat(Math.sqrt(squares / smooth.pixels().length)).isCloseTo(0, Offset.offset(2.0));
    }

    @Test
    void grayIsStoredAsGray() throws Exception {
        byte[] file = JpegEncoder.encode(new Picture(new PictureShape(1, 2, 2), new byte[] {9, 9, 9, 9}), 100);
        assertThat(PictureDecoder.decode(file).pixels()).containsOnly(9);
    }

    private static Picture resized(Picture picture, int shorterSide) {
        return new Resize(shorterSide).apply(picture, NamedRandom.of(7, "any"));
    }

    /** Red from top to bottom, green from left to right, blue along both. */
    private static Picture smooth(int height, int width) {
        byte[] pixels = new byte[height * width * 3];
        for (int i = 0; i < height * width; i++) {
            int y = i / width;
            int x = i % width;
            pixels[3 * i] = (byte) (y * 255 / height);
            pixels[3 * i + 1] = (byte) (x * 255 / width);
            pixels[3 * i + 2] = (byte) ((x + y) * 255 / (height + width));
        }
        return new Picture(new PictureShape(3, height, width), pixels);
    }

    private void prepare(String format, Path source, String output, String... others) throws IOException {
        String[] settings = Arrays.copyOf(others, others.length + 2);
        settings[others.length] = "prepare.resize={ shorter-side = 5, quality = 80 }";
        settings[others.length + 1] = "prepare.examples-per-shard=5";
        Preparation.run(spark, Prepared.settings(format, source, folder.resolve(output), settings));
    }
}
