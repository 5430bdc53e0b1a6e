package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;

class ResNetTest {
    private static final PictureShape IMAGENET = new PictureShape(3, 224, 224);

    /** The parameters are torchvision's to the last one. */
    @ParameterizedTest
    @CsvSource({
        "18, CONV1X1, 11689512, 1814073344",
        "34, CONV1X1, 21797672, 3663761408",
        "50, CONV1X1, 25557032, 3857973248",
        "101, CONV1X1, 44549160, 7570194432",
        "152, CONV1X1, 60192808, 11282415616",
        "18, CONV3X3, 11689512, 1814073344",
        "34, CONV3X3, 21797672, 3663761408",
        "50, CONV3X3, 25557032, 4089184256",
        "101, CONV3X3, 44549160, 7801405440",
        "152, CONV3X3, 60192808, 11513626624"
    })
    void costsWhatThePaperSays(int depth, StrideIn strideIn, long parameters, long multiplyAdds) {
        NetworkSummary summary =
                new ResNet(depth, Shortcut.B, strideIn).network(IMAGENET, 1000).summary();
        assertThat(summary.trainableParameters()).isEqualTo(parameters);
        assertThat(summary.multiplyAdds()).isEqualTo(multiplyAdds);
    }

    /** Table 1 of arXiv:1512.03385. */
    @ParameterizedTest
    @CsvSource({
        "18, 64, '[3x3, 64; 3x3, 64] x 2', '[3x3, 512; 3x3, 512] x 2'",
        "34, 64, '[3x3, 64; 3x3, 64] x 3', '[3x3, 512; 3x3, 512] x 3'",
        "50, 256, '[1x1, 64; 3x3, 64; 1x1, 256] x 3', '[1x1, 512; 3x3, 512; 1x1, 2048] x 3'",
        "101, 256, '[1x1, 64; 3x3, 64; 1x1, 256] x 3', '[1x1, 512; 3x3, 512; 1x1, 2048] x 3'",
        "152, 256, '[1x1, 64; 3x3, 64; 1x1, 256] x 3', '[1x1, 512; 3x3, 512; 1x1, 2048] x 3'"
    })
    void stagesAreThoseOfThePaper(int depth, int channels, String firstStage, String lastStage) {
        List<NetworkSummary.Row> rows = new ResNet(depth, Shortcut.B, StrideIn.CONV1X1)
                .network(IMAGENET, 1000)
                .summary()
                .rows();
        assertThat(rows)
                .extracting(NetworkSummary.Row::stage)
                .containsExactly("stem", "pool", "stage1", "stage2", "stage3", "stage4", "head");
        assertThat(rows)
                .extracting(NetworkSummary.Row::output)
                .containsExactly(
                        "64x112x112",
                        "64x56x56",
                        channels + "x56x56",
                        2 * channels + "x28x28",
                        4 * channels + "x14x14",
                        8 * channels + "x7x7",
                        "1000");
        assertThat(rows.get(2).text()).isEqualTo(firstStage);
        assertThat(rows.get(5).text()).isEqualTo(lastStage);
    }

    @ParameterizedTest
    @CsvSource({"CONV1X1, 28", "CONV3X3, 56"})
    void strideOfABottleneckIsWhereTheSettingSays(StrideIn strideIn, int sideBehindTheFirst1x1) {
        Map<String, InputType> types = new ResNet(50, Shortcut.B, strideIn)
                .graph(IMAGENET, 1000)
                .getLayerActivationTypes(InputType.convolutional(224, 224, 3));
        assertThat(types.get("stage2-block1-conv1-relu"))
                .isEqualTo(InputType.convolutional(sideBehindTheFirst1x1, sideBehindTheFirst1x1, 128));
        assertThat(types.get("stage2-block1-conv2-relu")).isEqualTo(InputType.convolutional(28, 28, 128));
        assertThat(types.get("stage2-block1-relu")).isEqualTo(InputType.convolutional(28, 28, 512));
    }

    /** Stage 1 of ResNet-18 needs no projection under B; under C each of its blocks gets one, and so do three others. */
    @Test
    void shortcutCProjectsInEveryBlock() {
        long added = 2 * (64 * 64 + 2 * 64) + (128 * 128 + 2 * 128) + (256 * 256 + 2 * 256) + (512 * 512 + 2 * 512);
        NetworkSummary summary = new ResNet(18, Shortcut.C, StrideIn.CONV1X1)
                .network(IMAGENET, 1000)
                .summary();
        assertThat(summary.trainableParameters()).isEqualTo(11689512 + added);
    }

    @Test
    void smallestPictureLeavesOneValuePerChannel() {
        List<NetworkSummary.Row> rows = new ResNet(50, Shortcut.B, StrideIn.CONV1X1)
                .network(new PictureShape(1, 32, 32), 10)
                .summary()
                .rows();
        assertThat(rows.get(5).output()).isEqualTo("2048");
    }

    @Test
    void smallPicturesAreRefusedWithTheRemedy() {
        ResNet network = new ResNet(18, Shortcut.B, StrideIn.CONV1X1);
        assertThat(network.misfit(new PictureShape(3, 32, 40))).isEmpty();
        assertThat(network.misfit(new PictureShape(3, 31, 40)))
                .isEqualTo(Optional.of("takes pictures of at least 32x32, these are 31x40; enlarge them with"
                        + " { type = pad, size = 32 } in augment.train and augment.validation"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 20, 200})
    void depthsAreThoseOfThePaper(int depth) {
        assertThatThrownBy(() -> new ResNet(depth, Shortcut.B, StrideIn.CONV1X1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("depth is " + depth + ", must be one of [18, 34, 50, 101, 152]");
    }

    @ParameterizedTest
    @CsvSource({"1, 18", "20, 18", "49, 50", "110, 101", "2147483647, 152"})
    void wrongDepthIsReportedWithThoseThatExist(int depth, int nearest) {
        Settings settings = settings("model.architecture=resnet", "model.depth=" + depth);
        Architecture.from(settings);
        assertThatThrownBy(settings::throwIfInvalid)
                .hasMessageContaining("model.depth = " + depth + " (command line): no such ResNet,"
                        + " depths are 18, 34, 50, 101, 152; use " + nearest);
    }

    @Test
    void settingsChooseTheNetwork() {
        assertThat(Architecture.from(settings(
                        "model.architecture=resnet", "model.depth=101", "model.shortcut=c", "model.stride-in=conv3x3")))
                .isEqualTo(new ResNet(101, Shortcut.C, StrideIn.CONV3X3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet", "cifar-resnet"})
    void strideInThatDoesNotExistIsReported(String architecture) {
        Settings settings = settings("model.architecture=" + architecture, "model.depth=50", "model.stride-in=conv5x5");
        Architecture.from(settings);
        assertThatThrownBy(settings::throwIfInvalid)
                .hasMessageContaining(
                        "model.stride-in = conv5x5 (command line): no such choice; choose one of conv1x1, conv3x3");
    }

    private static Settings settings(String... overrides) {
        return Settings.load(Optional.empty(), List.of(overrides));
    }
}
