package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.ClassSubset;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.folder.FolderLayout;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/** Each mistake in a folder of pictures is one sentence, and nothing is written before it is found. */
class BadFolderTest extends SparkTest {
    private Path source;
    private Path train;

    @BeforeEach
    void writeSource() throws IOException {
        source = PictureFolders.writeSource(folder.resolve("source"));
        train = source.resolve("train");
    }

    @Test
    void placeWithoutFoldersIsNamed() throws Exception {
        source = Files.createDirectory(folder.resolve("empty"));
        assertRefused(source + ": no folder in it, expected one for each class, with its pictures");
        source = folder.resolve("absent");
        assertRefused(source + ": no such folder; mend prepare.source");
        source = Files.createFile(folder.resolve("file"));
        assertRefused(source + ": a file; prepare.source must be a folder with a folder for each class");
    }

    @Test
    void ambiguousSplitsAreNamed() throws Exception {
        Files.createDirectory(source.resolve("validation"));
        assertRefused(source + ": holds both val and validation; leave one of them");
        source = Files.createDirectory(folder.resolve("only"));
        Files.createDirectory(source.resolve("test"));
        assertRefused(source + ": holds the folder test alone; expected train, and val or validation, or a folder for"
                + " each class");
    }

    @Test
    void emptyFoldersOfClassesAreNamed() throws Exception {
        Files.createDirectory(train.resolve("yak"));
        PictureFolders.write(train.resolve("ant/notes.txt"), new byte[1]);
        assertRefused(train + ": no picture in ant, yak; fill or delete such a folder");
        Files.createDirectories(train.resolve("deep/est"));
        assertRefused(
                train + ": no picture in ant, yak, deep/est; fill or delete such a folder",
                "prepare.image-folder.nested=true");
    }

    @Test
    void onlyTenAreNamed() throws Exception {
        for (int i = 10; i < 23; i++) {
            Files.createDirectory(train.resolve("empty-" + i));
        }
        assertRefused(train + ": no picture in empty-10, empty-11, empty-12, empty-13, empty-14, empty-15, empty-16,"
                + " empty-17, empty-18, empty-19 and 3 more; fill or delete such a folder");
    }

    @Test
    void picturesOfNoClassAreNamed() throws Exception {
        PictureFolders.write(source.resolve("1.png"), PictureFolders.picture("png", 2, 2, 1));
        assertRefused(source + ": 1 picture lies beside the folders of splits, so it is of no class; put each picture"
                + " into the folder of its class");
        Files.delete(source.resolve("1.png"));
        PictureFolders.write(train.resolve("1.png"), PictureFolders.picture("png", 2, 2, 1));
        PictureFolders.write(train.resolve("2.JPG"), PictureFolders.picture("jpg", 2, 2, 1));
        assertRefused(train + ": 2 pictures lie in this folder itself, so they are of no class; put each picture into"
                + " the folder of its class");
    }

    @Test
    void foldersWithinClassesNeedTheirSetting() throws Exception {
        Files.createDirectories(train.resolve("cat/siamese"));
        assertRefused(train + ": folders within folders of classes (cat/siamese); set prepare.image-folder.nested ="
                + " true, or move their pictures up");
    }

    @Test
    void splitsMustHaveTheSameClasses() throws Exception {
        Path ant = PictureFolders.write(train.resolve("ant/1.png"), PictureFolders.picture("png", 2, 2, 1));
        assertRefused(source.resolve("val") + ": lacks classes that " + train
                + " has (ant); give both the same folders of classes");
        Files.delete(ant);
        Files.delete(ant.getParent());
        PictureFolders.write(source.resolve("val/bee/1.png"), PictureFolders.picture("png", 2, 2, 1));
        assertRefused(train + ": lacks classes that " + source.resolve("val")
                + " has (bee); give both the same folders of classes");
    }

    @Test
    void badPicturesOfAllSplitsAreNamedAtOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            PictureFolders.write(train.resolve("dog/broken-%02d.png".formatted(i)), new byte[] {1});
        }
        PictureFolders.write(source.resolve("val/dog/broken.png"), new byte[0]);
        StringBuilder named = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            named.append(i == 0 ? "" : ", ").append("dog/broken-%02d.png (neither JPEG nor PNG nor BMP)".formatted(i));
        }
        String remedy = "; mend them or take them out, or raise prepare.bad-share";
        assertRefused(train + ": 12 of 24 pictures are bad, prepare.bad-share allows 0: " + named
                + " and 2 more" + remedy + "\n" + source.resolve("val")
                + ": 1 of 7 pictures is bad, prepare.bad-share allows 0: dog/broken.png (empty file)"
                + remedy);
        assertRefused(
                train + ": 12 of 24 pictures are bad, prepare.bad-share allows 11: " + named + " and 2 more" + remedy,
                "prepare.bad-share=0.499");
    }

    @Test
    void splitMustNotBecomeEmpty() throws Exception {
        source = folder.resolve("broken");
        PictureFolders.write(source.resolve("cat/1.png"), new byte[] {1});
        assertRefused(
                source
                        + ": 1 of 1 pictures is bad, so none is left: cat/1.png (neither JPEG nor PNG nor BMP);"
                        + " mend them",
                "prepare.bad-share=1");
    }

    @Test
    void whatMayNotBeReadIsNamed() throws Exception {
        LockedDisk.addTo(spark.hadoopConfiguration());
        for (String name : new String[] {"train/cat/secret.png", "train/secret/1.png"}) {
            Path file = PictureFolders.write(source.resolve(name), PictureFolders.picture("png", 2, 2, 1));
            Path locked = name.endsWith("secret.png") ? file : file.getParent();
            assertThatThrownBy(() -> Preparation.run(
                            spark,
                            Prepared.settings(
                                    "image-folder", "locked:" + source, folder.resolve("out"), "prepare.bad-share=1")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("locked:" + locked + ": permission is missing (read=" + locked.getFileName()
                            + "); have it granted, or choose another place");
            assertThat(folder.resolve("out")).doesNotExist();
            Files.delete(file);
        }
    }

    @Test
    void pictureThatChangesAfterTheChecksIsNamed() throws Exception {
        OutputFolder begun = OutputFolder.open(folder.resolve("out").toString(), "0", new Configuration());
        for (byte[] changed : new byte[][] {new byte[1], new byte[1 << 12], null}) {
            Path file = train.resolve("dog/picture-3.JPEG");
            byte[] content = Files.readAllBytes(file);
            SourceSplit split = new FolderLayout(false, new PictureLimits(0, ClassSubset.ALL))
                    .open(source.toString(), spark)
                    .check(2)
                    .get(0);
            if (changed == null) {
                Files.delete(file);
            } else {
                Files.write(file, changed);
            }
            assertThatThrownBy(() -> new SplitJob(spark, 1, 5, Storing.AS_IT_IS, 2).write(split, begun.begin("train")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(file + ": has changed since prepare listed it; run prepare again when nothing writes"
                            + " there");
            Files.write(file, content);
        }
    }

    private void assertRefused(String sentence, String... others) {
        assertThatThrownBy(() -> Preparation.run(
                        spark, Prepared.settings("image-folder", source, folder.resolve("out"), others)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
