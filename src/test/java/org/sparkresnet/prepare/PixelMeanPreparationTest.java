package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.prepare.verify.Verification;
import org.sparkresnet.prepare.verify.VerifySettings;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.MeanFile;
import org.sparkresnet.shard.MeanFiles;
import org.sparkresnet.shard.ShardRecord;

/** {@code prepare.pixel-mean}. */
class PixelMeanPreparationTest extends SparkTest {
    private static final NamedRandom UNUSED = NamedRandom.of(1, "no chance");
    private static final String RESIZED =
            "augment.validation=[{ type = resize, shorter-side = 6 }, { type = center-crop, size = 5 }]";

    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = PictureFolders.writeSource(folder.resolve("source"));
    }

    @Test
    void meanIsThatOfThePicturesAsAnEvaluationTakesThem() throws Exception {
        prepare("out", RESIZED);
        Manifest manifest = Prepared.manifest(folder.resolve("out/train"));
        MeanFile file = manifest.meanFiles().get(0);
        assertThat(file.pictures()).contains("resize").contains("center-crop").contains("5");
        assertThat(mean("out", file)).containsExactly(plain("out", List.of(new Resize(6), new CenterCrop(5)), 3, 5));
        assertThat(Prepared.manifest(folder.resolve("out/validation")).meanFiles())
                .isEmpty();
    }

    @Test
    void rawPixelsHaveAMeanOfOtherSizesToo() throws Exception {
        Files.createDirectories(folder.resolve("idx"));
        IdxFiles.writeSource(folder.resolve("idx"));
        Preparation.run(
                spark,
                Prepared.settings(
                        "idx",
                        folder.resolve("idx"),
                        folder.resolve("out"),
                        "prepare.pixel-mean=true",
                        "augment.validation=[{ type = pad, size = 4 }]"));
        MeanFile file =
                Prepared.manifest(folder.resolve("out/train")).meanFiles().get(0);
        assertThat(mean("out", file)).containsExactly(plain("out", List.of(new Transform.Pad(4)), 1, 4));
    }

    @Test
    void filesDoNotDependOnTheNumberOfTasks() throws Exception {
        prepare("one", RESIZED, "prepare.tasks=1");
        Map<String, String> expected = Prepared.files(folder.resolve("one"));
        assertThat(expected).containsKey("train/pixel-mean-3x5x5.npy");
        for (int tasks : new int[] {3, 4}) {
            prepare("tasks-" + tasks, RESIZED, "prepare.tasks=" + tasks);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks))).isEqualTo(expected);
        }
    }

    @Test
    void shardsAreTheSameWithAndWithout() throws Exception {
        prepare("with", RESIZED);
        prepare("without", "prepare.pixel-mean=false");
        Map<String, String> with = Prepared.files(folder.resolve("with"));
        with.remove("train/pixel-mean-3x5x5.npy");
        Map<String, String> without = Prepared.files(folder.resolve("without"));
        for (String name : List.of("train/manifest.json", "train/manifest.json.sha256")) {
            assertThat(with.remove(name)).isNotEqualTo(without.remove(name));
        }
        assertThat(with).isEqualTo(without);
    }

    @Test
    void verificationFindsADamagedMean() throws Exception {
        prepare("out", RESIZED);
        VerifySettings settings = Prepared.verifySettings(folder.resolve("out"), "prepare.tasks=2");
        assertThat(Verification.run(spark, settings).folders()).hasSize(2);
        Path mean = folder.resolve("out/train/pixel-mean-3x5x5.npy");
        byte[] content = Files.readAllBytes(mean);
        content[200] ^= 1;
        Files.write(mean, content);
        assertThatThrownBy(() -> Verification.run(spark, settings))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(mean + ": its checksum is not that of the manifest, so it is damaged;"
                        + " copy it again or run prepare again");
        Files.delete(mean);
        assertThatThrownBy(() -> Verification.run(spark, settings))
                .hasMessage(mean + ": missing, though the manifest names it; copy it again or run prepare again");
        assertThatThrownBy(() -> Prepared.manifest(folder.resolve("out/train")))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing, though the manifest names it");
    }

    @Test
    void picturesOfDifferentSizesAreRefusedBeforeAnythingIsRead() {
        Settings settings = Settings.load(
                Optional.empty(), List.of("prepare.source=/a", "prepare.output=/b", "prepare.pixel-mean=true"));
        PrepareSettings.from(settings);
        assertThatThrownBy(settings::throwIfInvalid)
                .hasMessageContaining("prepare.pixel-mean = true")
                .hasMessageContaining("augment.validation leaves pictures of different sizes")
                .hasMessageContaining("{ type = center-crop, size = 224 }");
        Settings large = Settings.load(
                Optional.empty(),
                List.of(
                        "prepare.source=/a",
                        "prepare.output=/b",
                        "prepare.pixel-mean=true",
                        "augment.validation=[{ type = center-crop, size = 1025 }]"));
        PrepareSettings.from(large);
        assertThatThrownBy(large::throwIfInvalid)
                .hasMessageContaining("augment.validation makes pictures of more than 1048576 pixels");
    }

    @Test
    void aPictureThatCannotBecomeOneForTheNetworkIsNamedAndNothingStays() throws Exception {
        PictureFolders.write(source.resolve("train/cat/long.png"), PictureFolders.picture("png", 1, 9000, 3));
        assertThatThrownBy(() -> prepare(
                        "out",
                        "augment.validation=[{ type = resize, shorter-side = 300 }, { type = center-crop, size = 5 }]"))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("prepare.pixel-mean: cat/long.png: a picture of 3x1x9000 would become ");
        assertThat(Prepared.files(folder.resolve("out"))).isEmpty();
    }

    private void prepare(String output, String... others) throws IOException {
        List<String> all = new ArrayList<>(List.of("prepare.pixel-mean=true", "prepare.examples-per-shard=5"));
        all.addAll(List.of(others));
        Preparation.run(
                spark, Prepared.settings("image-folder", source, folder.resolve(output), all.toArray(String[]::new)));
    }

    private float[] mean(String output, MeanFile file) throws IOException {
        return MeanFiles.read(folder.resolve(output).resolve("train").toString(), file, new Configuration());
    }

    /** Decoded and transformed one by one, and added up by a loop. */
    private float[] plain(String output, List<Transform> transforms, int channels, int size) throws Exception {
        List<ShardRecord> records = Prepared.records(folder.resolve(output).resolve("train"));
        long[] sums = new long[channels * size * size];
        for (ShardRecord record : records) {
            Picture picture = picture(record.content());
            for (Transform transform : transforms) {
                picture = transform.apply(picture, UNUSED);
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i % channels * size * size + i / channels] += Byte.toUnsignedInt(picture.pixels()[i]);
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / (records.size() * 255.0));
        }
        return mean;
    }

    private static Picture picture(Content content) throws Exception {
        if (content instanceof Content.Raw raw) {
            return new Picture(new PictureShape(raw.channels(), raw.height(), raw.width()), raw.pixels());
        }
        return PictureDecoder.decode(((Content.Encoded) content).bytes());
    }
}
