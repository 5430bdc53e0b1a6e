package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidSettingsException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.ClassSubset;
import org.sparkresnet.prepare.source.idx.IdxLayout;

class PrepareSettingsTest {
    @Test
    void defaultsAreThoseOfTheReference() {
        Settings settings = Settings.load(Optional.empty(), List.of("prepare.source=/a", "prepare.output=hdfs://b/c"));
        assertThat(PrepareSettings.from(settings))
                .isEqualTo(new PrepareSettings(
                        "/a",
                        SourceFormat.IDX,
                        new IdxLayout(),
                        "hdfs://b/c",
                        ClassSubset.ALL,
                        new ExpectedCounts(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
                        new Storing(0, 95),
                        Optional.empty(),
                        1000,
                        0,
                        1,
                        0));
        settings.throwIfInvalid();
    }

    @Test
    void everyProblemIsReported() {
        Settings settings = Settings.load(
                Optional.empty(),
                List.of(
                        "prepare.format=imagenette",
                        "prepare.cifar-100.labels=rough",
                        "prepare.image-folder.nested=deep",
                        "prepare.bad-share=1.5",
                        "prepare.hold-out=-1",
                        "prepare.classes=[cat, dog, cat]",
                        "prepare.expect.train=0",
                        "prepare.resize.shorter-side=8193",
                        "prepare.resize.quality=101",
                        "prepare.examples-per-shard=0",
                        "prepare.tasks=-1"));
        PrepareSettings.from(settings);
        assertThatThrownBy(settings::throwIfInvalid)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("13 problems")
                .hasMessageContaining("prepare.source is not set")
                .hasMessageContaining("prepare.output is not set")
                .hasMessageContaining(
                        "prepare.format = imagenette (command line): no such choice; choose one of idx,"
                                + " cifar-10, cifar-100, image-folder, tfrecord, parquet, imagenet, kaggle-imagenet, webdataset")
                .hasMessageContaining("prepare.cifar-100.labels = rough")
                .hasMessageContaining("prepare.image-folder.nested = deep")
                .hasMessageContaining("prepare.bad-share = 1.5")
                .hasMessageContaining("prepare.hold-out = -1")
                .hasMessageContaining("prepare.classes = ")
                .hasMessageContaining("names a class twice; name each class once")
                .hasMessageContaining("prepare.expect.train = 0")
                .hasMessageContaining("prepare.resize.shorter-side = 8193")
                .hasMessageContaining("prepare.resize.quality = 101")
                .hasMessageContaining("prepare.examples-per-shard = 0")
                .hasMessageContaining("prepare.tasks = -1");
    }
}
