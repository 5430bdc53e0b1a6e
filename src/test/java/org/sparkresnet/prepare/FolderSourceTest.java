package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.prepare.source.PictureSums;
import org.sparkresnet.prepare.source.PixelSums;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardRecord;

class FolderSourceTest extends PictureFolderTest {
    @Test
    void everyFileComesOutExactlyOnceByteForByte() throws Exception {
        prepare("out");
        assertThat(records("out/train")).hasSize(12).containsExactlyInAnyOrderElementsOf(plainRecords("train"));
        assertThat(records("out/validation")).hasSize(6).containsExactlyInAnyOrderElementsOf(plainRecords("val"));
        assertThat(folder.resolve("out/train/bad-pictures.txt")).doesNotExist();
    }

    @Test
    void manifestTellsClassesAndOptions() throws Exception {
        prepare("out");
        Manifest manifest = Prepared.manifest(folder.resolve("out/train"));
        assertThat(manifest.classNames()).containsExactly("cat", "dog", "owl");
        assertThat(manifest.classCounts()).containsExactly(4L, 7L, 1L);
        assertThat(manifest.options())
                .isEqualTo(Map.of("format", "image-folder", "examples-per-shard", "5", "seed", "1"));
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasks() throws Exception {
        PictureFolders.write(source.resolve("train/dog/broken.png"), new byte[] {1, 2, 3});
        PictureFolders.write(source.resolve("train/cat/broken.png"), new byte[] {4});
        String[] others = {"prepare.bad-share=0.5", "prepare.hold-out=3", "prepare.tasks=1"};
        prepare("one", others);
        Map<String, String> expected = Prepared.files(folder.resolve("one"));
        assertThat(expected).containsKeys("hold-out/manifest.json", "train/bad-pictures.txt");
        for (int tasks : new int[] {3, 4}) {
            others[2] = "prepare.tasks=" + tasks;
            prepare("tasks-" + tasks, others);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks))).isEqualTo(expected);
        }
    }

    @Test
    void statisticsOfSeveralSizesEqualThePlainComputation() throws Exception {
        prepare("out");
        double[] sums = new double[3];
        double[] squares = new double[3];
        long pixels = 0;
        for (ShardRecord record : plainRecords("train")) {
            Picture picture = PictureDecoder.decode(((Content.Encoded) record.content()).bytes());
            for (int i = 0; i < picture.pixels().length; i++) {
                double value = Byte.toUnsignedInt(picture.pixels()[i]) / 255.0;
                sums[i % 3] += value;
                squares[i % 3] += value * value;
            }
            pixels += picture.pixels().length / 3;
        }
        PictureFacts facts = Prepared.manifest(folder.resolve("out/train")).pictures();
        assertThat(List.of(facts.channels(), facts.height(), facts.width())).containsExactly(3, 0, 0);
        assertThat(facts.pixelMean()).isEmpty();
        for (int channel = 0; channel < 3; channel++) {
            double mean = sums[channel] / pixels;
            assertThat(facts.mean().get(channel)).isCloseTo(mean, Offset.offset(1e-12));
            assertThat(facts.deviation().get(channel))
                    .isCloseTo(Math.sqrt(squares[channel] / pixels - mean * mean), Offset.offset(1e-12));
        }
    }

    @Test
    void statisticsOfOneSizeTellIt() throws Exception {
        Path small = folder.resolve("small");
        PictureFolders.write(small.resolve("a/1.png"), PictureFolders.picture("png", 2, 3, 1));
        PictureFolders.write(small.resolve("b/2.png"), PictureFolders.picture("png", 2, 3, 2));
        source = small;
        prepare("out");
        PictureFacts facts = Prepared.manifest(folder.resolve("out/train")).pictures();
        assertThat(List.of(facts.channels(), facts.height(), facts.width())).containsExactly(3, 2, 3);
        double red = 0;
        for (int seed : new int[] {1, 2}) {
            BufferedImage image = PictureFolders.pixels(2, 3, seed);
            for (int i = 0; i < 6; i++) {
                red += (image.getRGB(i % 3, i / 3) >> 16 & 255) / 255.0 / 12;
            }
        }
        assertThat(facts.mean().get(0)).isCloseTo(red, Offset.offset(1e-12));
    }

    @Test
    void badPicturesWithinTheShareAreLeftOutAndListed() throws Exception {
        prepare("expected");
        byte[] jpeg = PictureFolders.picture("jpg", 40, 40, 1);
        PictureFolders.write(source.resolve("train/owl/cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
        PictureFolders.write(source.resolve("train/cat/text.png"), "hello".getBytes("US-ASCII"));
        PictureFolders.write(source.resolve("train/cat/moving.gif"), PictureFolders.picture("gif", 4, 4, 1));
        PictureFolders.write(source.resolve("train/cat/empty.png"), new byte[0]);
        PreparationReport report = prepare("out", "prepare.bad-share=0.25");
        assertThat(report.splits().get(0).leftOut()).isEqualTo(4);
        assertThat(report.table())
                .contains("12 records (4 bad pictures left out), 3 classes")
                .contains("6 records, 3 classes");
        assertThat(Files.readAllLines(folder.resolve("out/train/bad-pictures.txt")))
                .containsExactly(
                        "cat/empty.png\tempty file",
                        "cat/moving.gif\tneither JPEG nor PNG nor BMP",
                        "cat/text.png\tneither JPEG nor PNG nor BMP",
                        "owl/cut.jpg\t" + reasonOf(source.resolve("train/owl/cut.jpg")));
        Map<String, String> files = Prepared.files(folder.resolve("out"));
        files.remove("train/bad-pictures.txt");
        assertThat(files).isEqualTo(Prepared.files(folder.resolve("expected")));
    }

    @Test
    void heldOutRecordsAreAlwaysAsManyAsAskedFor() throws Exception {
        for (int i = 0; i < 6; i++) {
            PictureFolders.write(source.resolve("train/owl/broken-" + i + ".png"), new byte[] {1});
        }
        prepare("out", "prepare.bad-share=0.5", "prepare.hold-out=5");
        List<ShardRecord> both = new ArrayList<>(records("out/hold-out"));
        assertThat(both).hasSize(5);
        both.addAll(records("out/train"));
        assertThat(both).containsExactlyInAnyOrderElementsOf(soundRecords());
        PixelSums sums = new PixelSums();
        for (ShardRecord record : records("out/train")) {
            Picture picture = PictureDecoder.decode(((Content.Encoded) record.content()).bytes());
            sums.add(PictureSums.of(3, picture.shape().height(), picture.shape().width(), picture.pixels()));
        }
        assertThat(Prepared.manifest(folder.resolve("out/train")).pictures()).isEqualTo(sums.facts());
        assertThat(folder.resolve("out/hold-out/bad-pictures.txt")).doesNotExist();
    }

    private List<ShardRecord> soundRecords() throws IOException {
        return plainRecords("train").stream()
                .filter(record -> !record.name().contains("broken"))
                .toList();
    }

    private static String reasonOf(Path file) throws IOException {
        try {
            PictureDecoder.decode(Files.readAllBytes(file));
            throw new AssertionError(file + " can be decoded");
        } catch (UndecodableException e) {
            return e.getMessage();
        }
    }

    /** By walking the folders. */
    private List<ShardRecord> plainRecords(String split) throws IOException {
        List<String> classes = List.of("cat", "dog", "owl");
        List<ShardRecord> records = new ArrayList<>();
        for (String name : classes) {
            try (Stream<Path> files = Files.list(source.resolve(split).resolve(name))) {
                for (Path file : files.toList()) {
                    records.add(new ShardRecord(
                            name + "/" + file.getFileName(),
                            classes.indexOf(name),
                            Prepared.encoded(Files.readAllBytes(file))));
                }
            }
        }
        return records;
    }
}
