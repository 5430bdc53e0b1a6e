package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;

/** {@code prepare.expect}. */
class ExpectedCountsTest extends SparkTest {
    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = PictureFolders.writeSource(folder.resolve("source"));
    }

    @Test
    void rightCountsPassWithRecordsThatAreHeldOut() throws Exception {
        prepare("prepare.expect={ train = 12, validation = 6, classes = 3 }", "prepare.hold-out=3");
        assertThat(Prepared.manifest(folder.resolve("out/train")).records()).isEqualTo(9);
    }

    @Test
    void everyDifferenceIsNamedBeforeAnythingIsWritten() throws Exception {
        PictureFolders.write(source.resolve("train/cat/broken.png"), new byte[] {1});
        assertThatThrownBy(() ->
                        prepare("prepare.expect={ train = 13, validation = 7, classes = 4 }", "prepare.bad-share=0.1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prepare.source: 12 records (bad ones left out: 1) in train, expected 13; 6 records in"
                        + " validation, expected 7; 3 classes in train, expected 4; 3 classes in validation, expected 4;"
                        + " complete the source, or mend prepare.expect");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void imageNetIsKnownByName() {
        assertThatThrownBy(() -> prepare("prepare.expect.data-set=imagenet", "prepare.expect.validation=6"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("prepare.source: 12 records in train, expected 1281167; 3 classes in train,"
                        + " expected 1000; 3 classes in validation, expected 1000;");
    }

    private void prepare(String... settings) throws IOException {
        Preparation.run(spark, Prepared.settings("image-folder", source, folder.resolve("out"), settings));
    }
}
