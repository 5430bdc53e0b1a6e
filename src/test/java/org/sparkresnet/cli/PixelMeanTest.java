package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code augment.mean = pixel}, from preparation to evaluation. */
class PixelMeanTest {
    private static final String PIXEL = "augment.mean=pixel";
    private static final String CROPS = "augment.train=[{ type = random-resized-crop, size = 16, area = [0.3, 1],"
            + " aspect = [0.75, 1.3333333333333333] }, { type = flip, probability = 0.5 }]";
    private static final String CENTER =
            "augment.validation=[{ type = resize, shorter-side = 18 }, { type = center-crop, size = 16 }]";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeAll
    static void writeSource() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        for (String split : List.of("train", "val")) {
            for (int i = 0; i < (split.equals("train") ? 60 : 21); i++) {
                writePicture(shared.resolve(split + "/class-" + i % 3 + "/" + i + ".png"), i);
            }
        }
    }

    @BeforeEach
    void nameData() {
        data = folder.resolve("data");
    }

    @Test
    void encodedPicturesArePreparedTrainedOnAndEvaluated() throws IOException {
        prepare("image-folder", shared, "prepare.pixel-mean=true", CENTER);
        assertThat(data.resolve("train/pixel-mean-3x16x16.npy")).isRegularFile();
        run(words("train", "pixel", CROPS, CENTER, PIXEL));
        run(words("train", "channel", CROPS, CENTER));
        assertThat(value("pixel", "summary.json", "parameterSha256"))
                .isNotEqualTo(value("channel", "summary.json", "parameterSha256"));

        // The checkpoint carries the mean: neither the setting nor the training shards are asked again.
        Files.move(data.resolve("train"), folder.resolve("elsewhere"));
        run(words("evaluate", "pixel", CENTER));
        assertThat(value("pixel", "evaluation.json", "examples")).isEqualTo("21");
        assertThat(value("pixel", "evaluation.json", "top1Error"))
                .isEqualTo(value("pixel", "summary.json", "top1Error"));
    }

    @Test
    void aMeanIsPartOfTheRunsIdentityAndADamagedOneIsNamed() throws IOException {
        prepare("image-folder", shared, "prepare.pixel-mean=true", CENTER);
        run(words("train", "run", CROPS, CENTER, PIXEL));
        assertThat(refusal(words("train", "run", CROPS, CENTER)))
                .contains("belongs to another recipe: ")
                .contains("input.mean is not set there and ")
                .contains("input.pixel-mean is ")
                .contains(" characters, hash ")
                .hasSizeLessThan(1000);
        Path mean = data.resolve("train/pixel-mean-3x16x16.npy");
        byte[] content = Files.readAllBytes(mean);
        content[500] ^= 4;
        Files.write(mean, content);
        assertThat(refusal(words("train", "new", CROPS, CENTER, PIXEL)))
                .contains(mean + ": its checksum is not that of the manifest, so it is damaged;"
                        + " copy it again or run prepare again");
        Files.write(mean, new byte[7]);
        assertThat(refusal(words("train", "new", CROPS, CENTER, PIXEL)))
                .contains(mean + ": 7 bytes long, the manifest says 3200; copy it again or run prepare again");
    }

    @Test
    void aMeanThatIsNotThereOrOfAnotherSizeIsAskedFor() {
        prepare("image-folder", shared, "prepare.pixel-mean=true", CENTER);
        String crops = CROPS.replace("16", "20");
        String center = CENTER.replace("16", "20").replace("18", "20");
        assertThat(refusal(words("train", "run", crops, center, PIXEL)))
                .contains("augment.mean = pixel")
                .contains("data.train has no mean of each pixel for the pictures of 3x20x20 that the network takes;"
                        + " run prepare with prepare.pixel-mean = true and this augment.validation, or set it to"
                        + " channel");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void rawPixelsHaveTheirMeanWithoutBeingAsked() throws IOException {
        prepare("idx", Path.of("data-prep/fashion-mnist-sample"));
        run(words("train", "run", "augment.train=[{ type = pad-and-crop, padding = 2 }]", PIXEL));
        run(words("evaluate", "run"));
        assertThat(value("run", "evaluation.json", "top1Error")).isEqualTo(value("run", "summary.json", "top1Error"));
        String pad = "[{ type = pad, size = 32 }]";
        assertThat(refusal(words("train", "other", "augment.train=" + pad, "augment.validation=" + pad, PIXEL)))
                .contains("no mean of each pixel for the pictures of 1x32x32");
    }

    @Test
    void benchmarkSubtractsAMeanOfEachPixelToo() {
        Program.Result result = Program.run(
                "benchmark", "data", "benchmark.steps=1", "benchmark.warm-up=0", "data.micro-batch=16", PIXEL);
        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(result.output()).contains("imagesPerSecond");
    }

    private void prepare(String format, Path source, String... others) {
        List<String> words = new ArrayList<>(List.of(
                "prepare",
                "prepare.format=" + format,
                "prepare.source=" + source,
                "prepare.output=" + data,
                "prepare.examples-per-shard=1000"));
        words.addAll(List.of(others));
        run(words.toArray(String[]::new));
    }

    private String[] words(String command, String run, String... settings) {
        List<String> words = new ArrayList<>(List.of(
                command,
                "run.output=" + folder.resolve(run),
                "run.length=3ba",
                "data.train=" + data.resolve("train"),
                "data.validation=" + data.resolve("validation"),
                "data.lanes=2",
                "data.micro-batch=10",
                "model.depth=8"));
        words.addAll(List.of(settings));
        return words.toArray(String[]::new);
    }

    private String value(String run, String file, String key) throws IOException {
        return Program.value(folder.resolve(run).resolve(file), key);
    }

    private static void run(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
    }

    private static String refusal(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isEqualTo(2);
        assertThat(result.errors()).doesNotContain("\tat ");
        return result.errors().strip();
    }

    private static void writePicture(Path file, int seed) throws IOException {
        Random random = new Random(seed);
        BufferedImage image =
                new BufferedImage(17 + random.nextInt(20), 17 + random.nextInt(20), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        Files.createDirectories(file.getParent());
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("no writer of PNG");
        }
    }
}
