package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.SourceSplit;

/** Each mistake in ImageNet's archives is one sentence, and nothing is written before it is found. */
class BadImageNetTest extends SparkTest {
    private static final String TRUTH = "ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt";
    private static final String META = "ILSVRC2012_devkit_t12/data/meta.mat";

    private ImageNetFiles images;
    private Path source;
    private Path train;
    private Path validation;
    private Path kit;

    @BeforeEach
    void writeArchives() throws IOException {
        images = ImageNetFiles.small();
        source = images.writeArchives(folder.resolve("archives"));
        train = source.resolve("ILSVRC2012_img_train.tar");
        validation = source.resolve("ILSVRC2012_img_val.tar");
        kit = source.resolve("ILSVRC2012_devkit_t12.tar.gz");
    }

    @Test
    void missingArchivesAreNamed() throws Exception {
        Files.delete(train);
        assertRefused(
                source + ": no ILSVRC2012_img_train.tar in this folder (found: ILSVRC2012_devkit_t12.tar.gz,"
                        + " ILSVRC2012_img_val.tar); put it there as downloaded, or set prepare.imagenet.splits = [validation]");
        Files.move(kit, source.resolve("ILSVRC2012_devkit_t3.tar.gz"));
        Files.createFile(train);
        assertRefused(source + ": no ILSVRC2012_devkit_t12.tar.gz in this folder (found: ILSVRC2012_devkit_t3.tar.gz,"
                + " ILSVRC2012_img_train.tar, ILSVRC2012_img_val.tar); the kit of task 3 does not do, put that of tasks 1"
                + " and 2 there as downloaded");
        source = train;
        assertRefused(train + ": a file; prepare.source must be the folder that holds ILSVRC2012_img_train.tar,"
                + " ILSVRC2012_img_val.tar and ILSVRC2012_devkit_t12.tar.gz");
    }

    @Test
    void kitOfAnotherTaskIsToldByItsFolder() throws Exception {
        ImageNetFiles.writeKit(
                source,
                Map.of("ILSVRC2012_devkit_t3/data/meta.mat", new byte[3], "ILSVRC2012_devkit_t3/COPYING", new byte[1]));
        assertRefused(kit + ": holds ILSVRC2012_devkit_t3/, not ILSVRC2012_devkit_t12/, the kit of tasks 1 and 2 of"
                + " 2012; give ILSVRC2012_devkit_t12.tar.gz as downloaded");
    }

    @Test
    void damagedKitIsNamed() throws Exception {
        Map<String, byte[]> members = images.kit();
        members.put(META, "MATLAB 5.0 MAT-file, but not really".getBytes(StandardCharsets.US_ASCII));
        ImageNetFiles.writeKit(source, members);
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(META + " in " + kit + ": no MAT-file with a struct array synsets of"
                        + " ILSVRC2012_ID, WNID and num_children (")
                .hasMessageEndingWith("); give ILSVRC2012_devkit_t12.tar.gz as downloaded");
        Files.write(kit, Arrays.copyOf(Files.readAllBytes(kit), (int) Files.size(kit) / 2));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(kit + ": truncated or damaged (");
        members.remove(META);
        ImageNetFiles.writeKit(source, members);
        assertRefused(kit + ": holds no " + META + "; give ILSVRC2012_devkit_t12.tar.gz as downloaded");
    }

    @Test
    void unknownIdsOfTheGroundTruthAreNamed() throws Exception {
        Map<String, byte[]> members = images.kit();
        // 7 is the id of a synset that is no class.
        members.put(TRUTH, "1\n2\n7\n".getBytes(StandardCharsets.US_ASCII));
        ImageNetFiles.writeKit(source, members);
        assertRefused(TRUTH + " in " + kit + ": line 3 is \"7\", which is the ILSVRC2012_ID of no class in " + META
                + "; give ILSVRC2012_devkit_t12.tar.gz as downloaded");
    }

    @Test
    void groundTruthOfAnotherLengthIsNamed() throws Exception {
        Map<String, byte[]> members = images.kit();
        members.put(TRUTH, "1\n2\n".getBytes(StandardCharsets.US_ASCII));
        ImageNetFiles.writeKit(source, members);
        assertRefused(validation + ": holds 14 pictures, the ground truth in " + kit
                + " is about 2; give both archives as downloaded");
    }

    @Test
    void classesThatTheKitDoesNotKnowAreNamed() throws Exception {
        Map<String, byte[]> members = images.classArchives();
        // The wnid of a synset that is no class.
        members.put("n00015388.tar", members.get("n02123045.tar"));
        Files.write(train, TarBytes.of(members));
        assertRefused(train + ": holds archives of what is no class in " + kit
                + " (n00015388); give ILSVRC2012_img_train.tar as downloaded");
        members.keySet().removeAll(List.of("n00015388.tar", "n02123045.tar", "n11939491.tar"));
        Files.write(train, TarBytes.of(members));
        assertRefused(train + ": lacks the archives of 2 of the 6 classes (n02123045, n11939491);"
                + " give ILSVRC2012_img_train.tar as downloaded");
    }

    @Test
    void wrongArchivesAreNamed() throws Exception {
        Files.copy(validation, folder.resolve("copy"));
        Files.write(train, Files.readAllBytes(validation));
        assertThatThrownBy(this::prepare)
                .hasMessageStartingWith(train + ": holds no archives of classes such as n01440764.tar (found:"
                        + " ILSVRC2012_val_000000")
                .hasMessageEndingWith("and 4 more); give ILSVRC2012_img_train.tar as downloaded");
        Files.write(train, Files.readAllBytes(kit));
        assertRefused(train + ": no tar header at byte 0, where one belongs; give a tar archive that is not compressed,"
                + " as downloaded");
        Files.write(train, new byte[0]);
        assertRefused(train + ": truncated or damaged (ends at byte 0 without the mark that ends an archive);"
                + " fetch it again");
    }

    @Test
    void truncatedArchivesAreNamed() throws Exception {
        byte[] whole = Files.readAllBytes(train);
        Files.write(train, Arrays.copyOf(whole, whole.length - 20_000));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(train + ": truncated or damaged (a header in it tells of data up to byte ")
                .hasMessageEndingWith(", it ends at byte " + (whole.length - 20_000) + "); fetch it again");
        Files.write(train, whole);
        byte[] pictures = Files.readAllBytes(validation);
        Files.write(validation, Arrays.copyOf(pictures, 700));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        validation + ": truncated or damaged (a header in it tells of data up to byte ");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void damageWithinTheArchiveOfAClassIsNamed() throws Exception {
        Map<String, byte[]> members = images.classArchives();
        byte[] inner = members.get("n03344393.tar");
        members.put("n03344393.tar", Arrays.copyOf(inner, 3000));
        Files.write(train, TarBytes.of(members));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("n03344393.tar in " + train
                        + ": truncated or damaged (a header in it tells of data up to byte ")
                .hasMessageEndingWith(", it ends at byte 3000); fetch it again");
        members.put("n03344393.tar", TarBytes.of(Map.of("readme.txt", new byte[5])));
        Files.write(train, TarBytes.of(members));
        assertRefused("n03344393.tar in " + train + ": no picture in it; give ILSVRC2012_img_train.tar as downloaded");
    }

    @Test
    void namesAreNeverPathsAndMustDiffer() throws Exception {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        images.validation().forEach(picture -> pictures.put("../../" + picture.file(), picture.bytes()));
        Files.write(validation, TarBytes.of(pictures));
        prepare();
        assertThat(Prepared.records(folder.resolve("out/validation")))
                .hasSize(14)
                .allSatisfy(record -> assertThat(record.name()).matches("n[0-9]{8}/ILSVRC2012_val_[0-9]{8}.JPEG"));
        String file = images.validation().get(0).file();
        pictures.remove("../../" + images.validation().get(1).file());
        pictures.put("elsewhere/" + file, new byte[1]);
        Files.write(validation, TarBytes.of(pictures));
        assertThatThrownBy(() -> prepareInto("other"))
                .hasMessage(validation + ": holds " + file + " twice; give the archive as downloaded");
    }

    @Test
    void badPicturesAreCountedAndNamed() throws Exception {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        images.validation().forEach(picture -> pictures.put(picture.file(), picture.bytes()));
        ImageNetFiles.Picture bad = images.validation().get(3);
        pictures.put(bad.file(), Arrays.copyOf(bad.bytes(), bad.bytes().length / 2));
        Files.write(validation, TarBytes.of(pictures));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(validation + ": 1 of 14 pictures is bad, prepare.bad-share allows 0: "
                        + bad.wnid() + "/" + bad.file() + " (");
    }

    @Test
    void archiveThatChangesAfterTheChecksIsNoticed() throws Exception {
        SourceSplit split = Prepared.settings("imagenet", source, folder, "prepare.imagenet.splits=[validation]")
                .layout()
                .open(source.toString(), spark)
                .check(2)
                .get(0);
        byte[] archive = Files.readAllBytes(validation);
        // Within the first picture, whose header is before it.
        archive[512 + 100] ^= 1;
        Files.write(validation, archive);
        OutputFolder begun = OutputFolder.open(folder.resolve("out").toString(), "0", new Configuration());
        ImageNetFiles.Picture first = images.validation().get(0);
        assertThatThrownBy(() -> new SplitJob(spark, 1, 5, Storing.AS_IT_IS, 2).write(split, begun.begin("validation")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(first.wnid() + "/" + first.file()
                        + ": has changed since prepare decoded it; run prepare again when nothing writes there");
    }

    private PreparationReport prepare() throws IOException {
        return prepareInto("out");
    }

    private PreparationReport prepareInto(String output) throws IOException {
        return Preparation.run(spark, Prepared.settings("imagenet", source, folder.resolve(output)));
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
