package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;

class KaggleSourceTest extends SparkTest {
    private ImageNetFiles images;
    private Path source;
    private Path solution;
    private Path mapping;

    @BeforeEach
    void writeFiles() throws IOException {
        images = ImageNetFiles.small();
        source = images.writeKaggle(folder.resolve("kaggle"));
        solution = source.resolve("LOC_val_solution.csv");
        mapping = source.resolve("LOC_synset_mapping.txt");
    }

    @Test
    void shardsAreThoseOfTheOfficialArchives() throws Exception {
        prepare("found");
        Path archives = images.writeArchives(folder.resolve("archives"));
        Preparation.run(spark, Prepared.settings("imagenet", archives, folder.resolve("expected")));
        Map<String, String> found = Prepared.files(folder.resolve("found"));
        Map<String, String> expected = Prepared.files(folder.resolve("expected"));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        // The manifests name their sources.
        expected.keySet().removeIf(name -> name.endsWith("manifest.json.sha256"));
        expected.forEach((name, content) -> assertThat(found.get(name))
                .as(name)
                .isEqualTo(content.replace("\"" + archives + "\"", "\"" + source + "\"")
                        .replace("\"imagenet\"", "\"kaggle-imagenet\"")));
    }

    @Test
    void missingPartsAreNamed() throws Exception {
        Files.delete(solution);
        Files.delete(mapping);
        assertRefused(
                source + ": no LOC_synset_mapping.txt, LOC_val_solution.csv in this folder (found: ILSVRC); give the"
                        + " folder that imagenet-object-localization-challenge.zip was unpacked into");
        source = mapping;
        assertRefused(mapping + ": no such folder; mend prepare.source");
    }

    @Test
    void trainingSetNeedsNoSolution() throws Exception {
        Files.delete(solution);
        prepare("out", "prepare.kaggle-imagenet.splits=[train]");
        assertThat(Prepared.records(folder.resolve("out/train"))).hasSize(37);
        assertThat(folder.resolve("out/validation")).doesNotExist();
    }

    @Test
    void listsThatDoNotFitThePicturesAreNamed() throws Exception {
        Path validation = source.resolve("ILSVRC/Data/CLS-LOC/val");
        Path picture = validation.resolve("ILSVRC2012_val_00000003.JPEG");
        byte[] content = Files.readAllBytes(picture);
        Files.delete(picture);
        assertRefused(validation + ": holds 13 pictures, " + solution + " is about 14; unpack both again");
        Path other = Files.write(validation.resolve("other.JPEG"), content);
        assertRefused(other + ": no line in " + solution + " is about it; delete it or unpack again");
        Files.writeString(mapping, Files.readString(mapping).replace("n02690373", "n02690374"));
        assertRefused(source.resolve("ILSVRC/Data/CLS-LOC/train") + ": its folders are not the classes of " + mapping
                + " (only one of both has n02690373, n02690374); unpack both again");
    }

    @Test
    void linesOfAnotherFormAreNamed() throws Exception {
        List<String> lines = Files.readAllLines(solution);
        lines.set(4, "ILSVRC2012_val_00000099,n00000001 1 2 3 4");
        Files.write(solution, lines);
        assertRefused(solution + ": line 5 is \"ILSVRC2012_val_00000099,n00000001 1 2 3 4\", expected a picture that no"
                + " other line is about, a comma and a wnid that LOC_synset_mapping.txt names; unpack it again");
        Files.write(solution, lines.subList(1, 3));
        assertRefused(solution + ": does not begin with the line ImageId,PredictionString; unpack it again");
        Files.writeString(mapping, "n02123045 cat\ntwo words\n");
        assertRefused(
                mapping + ": line 2 is \"two words\", expected a wnid that no other line has and its words, such as"
                        + " n01440764 tench; unpack it again");
    }

    private void prepare(String output, String... others) throws IOException {
        Preparation.run(spark, Prepared.settings("kaggle-imagenet", source, folder.resolve(output), others));
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> prepare("out"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
