package org.sparkresnet.compute.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.Window;
import org.sparkresnet.compute.program.KernelEngine;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.model.Architecture;
import org.sparkresnet.model.CifarResNet;
import org.sparkresnet.model.ResNet;
import org.sparkresnet.model.Shortcut;
import org.sparkresnet.model.StrideIn;

class ImplementationsTest {
    private static final int MICRO_BATCH = 4;

    static Stream<Arguments> networks() {
        return Stream.of(
                        Arguments.of(new ResNet(18, Shortcut.B, StrideIn.CONV3X3), new PictureShape(3, 224, 224), 1000),
                        Arguments.of(new ResNet(50, Shortcut.B, StrideIn.CONV1X1), new PictureShape(3, 224, 224), 1000),
                        Arguments.of(new ResNet(50, Shortcut.B, StrideIn.CONV3X3), new PictureShape(3, 224, 224), 1000),
                        Arguments.of(new CifarResNet(20, Shortcut.B), new PictureShape(3, 32, 32), 10),
                        Arguments.of(new CifarResNet(20, Shortcut.B), new PictureShape(1, 32, 32), 10))
                .flatMap(network -> Stream.of(Layout.values())
                        .filter(layout -> isChosen(layout, (PictureShape) network.get()[1]))
                        .map(layout -> Arguments.of(layout, network.get()[0], network.get()[1], network.get()[2])));
    }

    /** Whether some processor like this one or an older one computes such pictures in this layout. */
    private static boolean isChosen(Layout layout, PictureShape pictures) {
        return layout.takesPictures(pictures.channels())
                && (layout != Layout.BLOCKS_OF_16 || OneDnnLibrary.layoutOfProcessor() == layout);
    }

    /** Reference code takes up to 150 times as long. */
    @ParameterizedTest
    @MethodSource("networks")
    void noKernelOfANetworkIsReferenceCode(
            Layout layout, Architecture architecture, PictureShape picture, int classes) {
        List<OneDnnKernels> made = new ArrayList<>();
        KernelEngine.bytes(
                architecture.graph(picture, classes),
                new Shape(MICRO_BATCH, picture.channels(), picture.height(), picture.width()),
                (pictureChannels, channels) -> {
                    made.add(new OneDnnKernels(layout));
                    return made.get(made.size() - 1);
                });
        assertThat(made.stream().flatMap(kernels -> kernels.implementations().stream()))
                .hasSizeGreaterThan(100)
                .noneMatch(name -> name.startsWith("ref"));
    }

    /** oneDNN's code for AVX2 knows no weight gradient of pictures with one channel. */
    @Test
    void referenceCodeIsSeen() {
        try (OneDnnKernels kernels = new OneDnnKernels(Layout.BLOCKS_OF_8)) {
            Shape pictures = new Shape(MICRO_BATCH, 1, 32, 32);
            kernels.convolutionWeightGradient(new ConvolutionShape(pictures, 16, new Window(3, 1, 1)), false);
            assertThat(kernels.implementations()).anyMatch(name -> name.startsWith("ref"));
        }
    }

    @Test
    void graphsThatFillNoBlocksHaveTheirChannelsLast() {
        Set<Integer> even = Set.of(16, 64);
        assertThat(OneDnnLibrary.layoutFor(Layout.BLOCKS_OF_16, 3, even)).isEqualTo(Layout.BLOCKS_OF_16);
        assertThat(OneDnnLibrary.layoutFor(Layout.BLOCKS_OF_16, 1, even)).isEqualTo(Layout.BLOCKS_OF_16);
        assertThat(OneDnnLibrary.layoutFor(Layout.BLOCKS_OF_8, 3, Set.of(8, 24)))
                .isEqualTo(Layout.BLOCKS_OF_8);
        assertThat(OneDnnLibrary.layoutFor(Layout.BLOCKS_OF_16, 3, Set.of(8, 24)))
                .isEqualTo(Layout.CHANNELS_LAST);
        assertThat(OneDnnLibrary.layoutFor(Layout.BLOCKS_OF_8, 3, Set.of(16, 20)))
                .isEqualTo(Layout.CHANNELS_LAST);
        assertThat(OneDnnLibrary.layoutFor(Layout.BLOCKS_OF_8, 1, even)).isEqualTo(Layout.CHANNELS_LAST);
        assertThat(OneDnnLibrary.layoutFor(Layout.BLOCKS_OF_16, 2, even)).isEqualTo(Layout.CHANNELS_LAST);
    }
}
