package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;

/** Each mistake in a source is one sentence, and nothing is written before it is found. */
class BadSourceTest extends SparkTest {
    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";
    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = IdxFiles.writeSource(folder.resolve("source"));
    }

    @Test
    void missingFolderIsNamed() {
        source = folder.resolve("absent");
        assertRefused(source + ": no such folder; mend prepare.source");
    }

    @Test
    void addressThatNoFileSystemKnowsIsNamed() {
        PrepareSettings settings = Prepared.settings("idx", "nowhere://a/b", folder.resolve("out"));
        assertThatThrownBy(() -> Preparation.run(spark, settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("prepare.source = nowhere://a/b: no file system answers to that scheme (");
    }

    @Test
    void fileInPlaceOfTheFolderIsNamed() {
        source = source.resolve(IMAGES);
        assertRefused(source + ": a file; prepare.source must be the folder that holds it");
    }

    @Test
    void folderWithoutIdxFilesTellsWhatIsExpected() throws Exception {
        source = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(source.resolve("README"), "hello");
        assertRefused(source + ": no IDX files in this folder; prepare.source must hold train-images-idx3-ubyte,"
                + " train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, each plain or .gz"
                + " (or one of the two pairs)");
    }

    @Test
    void halfAPairIsNamed() throws Exception {
        Files.delete(source.resolve(LABELS));
        assertRefused(source.resolve(IMAGES) + ": images without labels; put train-labels-idx1-ubyte (plain or .gz)"
                + " beside it");
        IdxFiles.writeSource(source);
        Files.delete(source.resolve("t10k-images-idx3-ubyte"));
        assertRefused(source.resolve("t10k-labels-idx1-ubyte") + ": labels without images; put"
                + " t10k-images-idx3-ubyte (plain or .gz) beside it");
    }

    @Test
    void fileThatIsThereTwiceIsNamed() throws Exception {
        Files.write(source.resolve(IMAGES + ".gz"), IdxFiles.compressed(IdxFiles.images(23)));
        assertRefused(source + ": holds both " + IMAGES + " and " + IMAGES + ".gz; leave one of them");
    }

    @Test
    void wrongMagicTellsFoundAndExpected() throws Exception {
        Files.write(source.resolve(IMAGES), IdxFiles.labels(23, 3));
        assertRefused(source.resolve(IMAGES) + ": begins with 0x00000801, expected 0x00000803 for IDX images; give a"
                + " file of that kind");
        IdxFiles.writeSource(source);
        Files.write(source.resolve(LABELS), IdxFiles.compressed(IdxFiles.labels(23, 3)));
        assertRefused(source.resolve(LABELS) + ": begins with 0x1f8b0800, expected 0x00000801 for IDX labels; it is"
                + " compressed, so let its name end in .gz");
    }

    @Test
    void fileThatEndsWithinItsHeaderIsNamed() throws Exception {
        Files.write(source.resolve(IMAGES), Arrays.copyOf(IdxFiles.images(23), 15));
        assertRefused(source.resolve(IMAGES) + ": ends after 15 bytes, within its header of 16; fetch it again");
    }

    @Test
    void headerThatMakesNoSenseIsNamed() throws Exception {
        byte[] images = IdxFiles.images(23);
        ByteBuffer.wrap(images).putInt(8, -3);
        Files.write(source.resolve(IMAGES), images);
        assertRefused(source.resolve(IMAGES) + ": its header tells of 23 images of -3 x 2 pixels, which cannot be;"
                + " fetch it again");
        Files.write(source.resolve(IMAGES), IdxFiles.images(0));
        assertRefused(source.resolve(IMAGES) + ": its header tells of 0 images of 3 x 2 pixels, which cannot be;"
                + " fetch it again");
    }

    @Test
    void lengthMustFitTheHeader() throws Exception {
        int length = 16 + 23 * 6;
        for (int found : new int[] {length - 1, length + 1}) {
            Files.write(source.resolve(IMAGES), Arrays.copyOf(IdxFiles.images(23), found));
            assertRefused(source.resolve(IMAGES) + ": " + found + " bytes long, its header tells of 23 images, which"
                    + " take " + length + "; fetch it again");
        }
        IdxFiles.writeSource(source);
        Files.write(source.resolve(LABELS), Arrays.copyOf(IdxFiles.labels(23, 3), 40));
        assertRefused(source.resolve(LABELS)
                + ": 40 bytes long, its header tells of 23 labels, which take 31; fetch it again");
    }

    @Test
    void lengthOfCompressedFilesMustFitToo() throws Exception {
        int length = 16 + 23 * 6;
        Files.delete(source.resolve(IMAGES));
        for (int found : new int[] {length - 1, length + 1}) {
            byte[] content = Arrays.copyOf(IdxFiles.images(23), found);
            Files.write(source.resolve(IMAGES + ".gz"), IdxFiles.compressed(content));
            assertRefused(source.resolve(IMAGES + ".gz") + ": " + found + " bytes long when uncompressed, its header"
                    + " tells of 23 images, which take " + length + "; fetch it again");
        }
    }

    @Test
    void damagedCompressedFileIsNamed() throws Exception {
        byte[] sound = IdxFiles.compressed(IdxFiles.images(23));
        Files.delete(source.resolve(IMAGES));
        byte[] flipped = sound.clone();
        flipped[sound.length - 6]++;
        byte[] noGzip = IdxFiles.images(23);
        for (byte[] damaged :
                new byte[][] {Arrays.copyOf(sound, sound.length - 20), Arrays.copyOf(sound, 5), flipped, noGzip, {}}) {
            Files.write(source.resolve(IMAGES + ".gz"), damaged);
            assertThatThrownBy(this::prepare)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(source.resolve(IMAGES + ".gz") + ": truncated or damaged (")
                    .hasMessageNotContaining("null")
                    .hasMessageEndingWith("); fetch it again");
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void numbersOfImagesAndLabelsMustBeEqual() throws Exception {
        Files.write(source.resolve(LABELS), IdxFiles.labels(22, 3));
        assertRefused(source.resolve(IMAGES) + " holds 23 images, " + source.resolve(LABELS)
                + " 22 labels; give two files of the same set");
    }

    @Test
    void labelWithoutANameIsNamed() throws Exception {
        Files.writeString(source.resolve("classes.txt"), "cat\ndog\n");
        assertRefused(source.resolve(LABELS) + ": label 2 of record 2, but classes.txt beside it names 2 classes,"
                + " label 0 first; add the missing names");
    }

    @Test
    void classesMustHaveDistinctNames() throws Exception {
        Files.writeString(source.resolve("classes.txt"), "cat\ndog\ncat\n");
        assertRefused(source.resolve("classes.txt") + ": line 3 is \"cat\", expected a name that no other class has;"
                + " line 1 names label 0");
        Files.writeString(source.resolve("classes.txt"), "cat\n\ndog\n");
        assertRefused(source.resolve("classes.txt") + ": line 2 is \"\", expected a name that no other class has;"
                + " line 1 names label 0");
        Files.writeString(source.resolve("classes.txt"), "\n");
        assertRefused(source.resolve("classes.txt") + ": names no class; write one name per line or delete the file");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private void prepare() throws IOException {
        Preparation.run(spark, IdxFiles.settings(source, folder.resolve("out")));
    }
}
