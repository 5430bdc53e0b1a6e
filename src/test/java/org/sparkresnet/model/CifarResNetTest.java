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
import org.sparkresnet.optim.ParameterGroups;

class CifarResNetTest {
    private static final PictureShape CIFAR = new PictureShape(3, 32, 32);

    /** Exact numbers of what table 6 of arXiv:1512.03385 calls 0.27, 0.46, 0.66, 0.85, 1.7 and 19.4 million. */
    @ParameterizedTest
    @CsvSource({"20, 272474", "32, 466906", "44, 661338", "56, 855770", "110, 1730714", "1202, 19424026"})
    void trainableParametersAreAsManyAsInThePaper(int depth, long expected) {
        assertThat(trainable(new CifarResNet(depth, Shortcut.B), CIFAR)).isEqualTo(expected);
    }

    /** Against the formula of section 4.2: stem, 6n convolutions, their norms, head. */
    @ParameterizedTest
    @CsvSource({"20, 269722", "32, 464154", "44, 658586", "56, 853018", "110, 1727962", "1202, 19421274"})
    void shortcutAHasNoParameters(int depth, long expected) {
        int n = (depth - 2) / 6;
        int stem = 9 * 3 * 16;
        int convolutions = 9 * (2 * n * 16 * 16 + 16 * 32 + (2 * n - 1) * 32 * 32 + 32 * 64 + (2 * n - 1) * 64 * 64);
        int norms = 2 * (16 + 2 * n * (16 + 32 + 64));
        int head = 64 * 10 + 10;
        assertThat(trainable(new CifarResNet(depth, Shortcut.A), CIFAR))
                .isEqualTo(expected)
                .isEqualTo(stem + convolutions + norms + head);
    }

    @Test
    void shortcutAComputesNothing() {
        long withB =
                new CifarResNet(20, Shortcut.B).network(CIFAR, 10).summary().multiplyAdds();
        int projections = 16 * 32 * 16 * 16 + 32 * 64 * 8 * 8;
        assertThat(new CifarResNet(20, Shortcut.A).network(CIFAR, 10).summary().multiplyAdds())
                .isEqualTo(withB - projections);
    }

    /** Whoever has DL4J alone can read the configuration. */
    @Test
    void shortcutAIsMadeOfPartsOfDl4j() {
        assertThat(new CifarResNet(8, Shortcut.A).graph(CIFAR, 10).getVertices().values())
                .allSatisfy(vertex -> assertThat(vertex.getClass().getName()).startsWith("org.deeplearning4j."));
    }

    /** In ResNet-20, three blocks of the first stage and two of each other get a 1x1 convolution and its norm. */
    @Test
    void shortcutCProjectsInEveryBlock() {
        int added = 3 * (16 * 16 + 2 * 16) + 2 * (32 * 32 + 2 * 32) + 2 * (64 * 64 + 2 * 64);
        assertThat(trainable(new CifarResNet(20, Shortcut.C), CIFAR)).isEqualTo(272474 + added);
    }

    @Test
    void greyPicturesOnlyChangeTheStem() {
        assertThat(trainable(new CifarResNet(20, Shortcut.B), new PictureShape(1, 28, 28)))
                .isEqualTo(272474 - 2 * 9 * 16);
    }

    @ParameterizedTest
    @CsvSource({"28, 28, 14, 7", "32, 32, 16, 8", "33, 33, 17, 9", "8, 8, 4, 2"})
    void everyStageButTheFirstHalvesTheSide(int side, int first, int second, int third) {
        Map<String, InputType> types = new CifarResNet(14, Shortcut.B)
                .graph(new PictureShape(3, side, side), 10)
                .getLayerActivationTypes(InputType.convolutional(side, side, 3));
        assertThat(types.get("stem-relu")).isEqualTo(InputType.convolutional(side, side, 16));
        assertThat(types.get("stage1-block2-relu")).isEqualTo(InputType.convolutional(first, first, 16));
        assertThat(types.get("stage2-block1-shortcut")).isEqualTo(InputType.convolutional(second, second, 32));
        assertThat(types.get("stage2-block2-relu")).isEqualTo(InputType.convolutional(second, second, 32));
        assertThat(types.get("stage3-block2-relu")).isEqualTo(InputType.convolutional(third, third, 64));
        assertThat(types.get("head")).isEqualTo(InputType.feedForward(10));
    }

    @Test
    void pictureNeedNotBeSquare() {
        Map<String, InputType> types = new CifarResNet(8, Shortcut.B)
                .graph(new PictureShape(1, 16, 40), 10)
                .getLayerActivationTypes(InputType.convolutional(16, 40, 1));
        assertThat(types.get("stage3-block1-relu")).isEqualTo(InputType.convolutional(4, 10, 64));
    }

    @Test
    void numberOfClassesIsThatOfTheHead() {
        Map<String, InputType> types = new CifarResNet(8, Shortcut.B)
                .graph(CIFAR, 100)
                .getLayerActivationTypes(InputType.convolutional(32, 32, 3));
        assertThat(types.get("head")).isEqualTo(InputType.feedForward(100));
    }

    @Test
    void configurationIsTheSameWheneverItIsMade() {
        CifarResNet network = new CifarResNet(8, Shortcut.C);
        assertThat(network.graph(CIFAR, 10).toJson())
                .isEqualTo(network.graph(CIFAR, 10).toJson());
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 2, 7, 9, 18, 21, 52})
    void depthsAreSixTimesTheBlocksPlusTwo(int depth) {
        assertThatThrownBy(() -> new CifarResNet(depth, Shortcut.B))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("depth is " + depth + ", must be 6n + 2 with n at least 1");
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 8", "9, 8", "18, 14", "19, 14", "21, 20", "2147483647, 2147483642"})
    void wrongDepthIsReportedWithOneThatExists(int depth, int possible) {
        Settings settings = settings("model.depth=" + depth);
        Architecture.from(settings);
        assertThatThrownBy(settings::throwIfInvalid)
                .hasMessageContaining("model.depth = " + depth + " (command line): no such CIFAR ResNet,"
                        + " depths are 6n + 2; use " + possible);
    }

    @Test
    void settingsChooseDepthAndShortcut() {
        assertThat(Architecture.from(settings("model.depth=56", "model.shortcut=c")))
                .isEqualTo(new CifarResNet(56, Shortcut.C));
    }

    @Test
    void shortcutThatDoesNotExistIsReported() {
        Settings settings = settings("model.shortcut=d");
        Architecture.from(settings);
        assertThatThrownBy(settings::throwIfInvalid).hasMessageContaining("model.shortcut = d");
    }

    @Test
    void greyAndColorPicturesOfEightPixelsAndMoreFit() {
        CifarResNet network = new CifarResNet(20, Shortcut.B);
        assertThat(network.misfit(new PictureShape(1, 8, 8))).isEmpty();
        assertThat(network.misfit(new PictureShape(3, 8, 100))).isEmpty();
    }

    @Test
    void smallPicturesAreRefusedWithTheRemedy() {
        assertThat(new CifarResNet(20, Shortcut.B).misfit(new PictureShape(3, 32, 7)))
                .isEqualTo(Optional.of("takes pictures of at least 8x8, these are 32x7; enlarge them with"
                        + " { type = pad, size = 8 } in augment.train and augment.validation"));
    }

    @Test
    void otherNumbersOfChannelsAreRefusedWithTheRemedy() {
        assertThat(new CifarResNet(20, Shortcut.B).misfit(new PictureShape(4, 32, 32)))
                .isEqualTo(Optional.of("takes pictures of 1 or 3 channels, these have 4; prepare them as grey or RGB"));
    }

    private static long trainable(Architecture architecture, PictureShape shape) {
        return ParameterGroups.of(Networks.graph(architecture, shape)).groups().stream()
                .filter(group -> group.kind() != ParameterGroups.Kind.STATISTIC)
                .mapToLong(ParameterGroups.Group::size)
                .sum();
    }

    private static Settings settings(String... overrides) {
        return Settings.load(Optional.empty(), List.of(overrides));
    }
}
