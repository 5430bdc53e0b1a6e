package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkresnet.shard.ShardRecord;

/** Which folders are splits and classes, and which files are pictures. */
class FolderLayoutTest extends PictureFolderTest {
    @Test
    void sourceWithoutSplitsIsTheTrainingSet() throws Exception {
        source = source.resolve("val");
        prepare("out");
        assertThat(records("out/train")).hasSize(6);
        assertThat(folder.resolve("out/validation")).doesNotExist();
    }

    @Test
    void foldersAreSplitsOnlyIfAllOfThemAre() throws Exception {
        PictureFolders.write(source.resolve("bus/1.png"), PictureFolders.picture("png", 2, 3, 1));
        prepare("out", "prepare.image-folder.nested=true");
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames())
                .containsExactly("bus", "train/cat", "train/dog", "train/owl", "val/cat", "val/dog", "val/owl");
    }

    @Test
    void validationMayBeCalledSoAndTestIsLeftAlone() throws Exception {
        Files.move(source.resolve("val"), source.resolve("validation"));
        PictureFolders.write(source.resolve("test/1.png"), PictureFolders.picture("png", 2, 3, 1));
        prepare("out");
        assertThat(records("out/validation")).hasSize(6);
        assertThat(records("out/train")).hasSize(12);
        assertThat(folder.resolve("out/test")).doesNotExist();
    }

    @Test
    void oneSplitIsEnough() throws Exception {
        Files.move(source.resolve("train"), folder.resolve("elsewhere"));
        prepare("out");
        assertThat(records("out/validation")).hasSize(6);
        assertThat(folder.resolve("out/train")).doesNotExist();
    }

    @Test
    void classesAreOrderedByCodePoints() throws Exception {
        Path named = folder.resolve("named");
        List<String> order = List.of("Zebra", "a", "a b", "a#b", "a%20b", "a:b", "äpfel", "\uFF21", "\uD83D\uDC31");
        for (String name : order) {
            PictureFolders.write(named.resolve(name).resolve("1.png"), PictureFolders.picture("png", 2, 3, 1));
        }
        source = named;
        prepare("out");
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames()).isEqualTo(order);
        assertThat(records("out/train"))
                .allSatisfy(record -> assertThat(record.name()).isEqualTo(order.get(record.label()) + "/1.png"));
    }

    @Test
    void nestedFoldersAreNamedByTheirPath() throws Exception {
        Path nested = folder.resolve("nested");
        for (String name : List.of("animals/cat/1.png", "animals/dog/1.png", "animals/2.jpg", "tools/iron/saw/1.png")) {
            PictureFolders.write(
                    nested.resolve(name), PictureFolders.picture(name.substring(name.length() - 3), 2, 3, 1));
        }
        source = nested;
        prepare("out", "prepare.image-folder.nested=true");
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames())
                .containsExactly("animals", "animals/cat", "animals/dog", "tools/iron/saw");
        assertThat(records("out/train"))
                .extracting(ShardRecord::name)
                .containsExactlyInAnyOrder(
                        "animals/cat/1.png", "animals/dog/1.png", "animals/2.jpg", "tools/iron/saw/1.png");
    }

    @Test
    void hiddenFilesAndOtherKindsArePassedOver() throws Exception {
        prepare("expected");
        for (String name : List.of(
                "_SUCCESS",
                ".git/x.png",
                "train/.DS_Store",
                "train/cat/.hidden.png",
                "train/_old/1.png",
                "LICENSE",
                "train/readme.txt",
                "train/cat/notes",
                "train/cat/boxes.xml")) {
            PictureFolders.write(source.resolve(name), new byte[] {1});
        }
        prepare("out");
        assertThat(Prepared.files(folder.resolve("out"))).isEqualTo(Prepared.files(folder.resolve("expected")));
    }
}
