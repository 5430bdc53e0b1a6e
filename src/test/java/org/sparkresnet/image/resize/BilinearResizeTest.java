package org.sparkresnet.image.resize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.Window;

class BilinearResizeTest {
    static List<String> golden() {
        return GoldenPictures.lines("resized.txt").stream()
                .map(words -> String.join(" ", words))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void pixelsAreThoseOfPillow(String line) {
        String[] words = line.split(" ");
        int[] number = Arrays.stream(words).limit(9).mapToInt(Integer::parseInt).toArray();
        Picture picture = GoldenPictures.formula(new PictureShape(number[2], number[0], number[1]));
        Picture resized = BilinearResize.apply(
                picture,
                AxisWeights.of(number[5], number[7]).shifted(number[3]),
                AxisWeights.of(number[6], number[8]).shifted(number[4]));
        assertThat(resized.shape()).isEqualTo(new PictureShape(number[2], number[7], number[8]));
        assertThat(GoldenPictures.sha256(resized)).isEqualTo(words[9]);
    }

    @Test
    void pixelsAreThoseOfThePlainDefinition() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            Picture picture = noise(random);
            int height = 1 + random.nextInt(40);
            int width = 1 + random.nextInt(40);
            assertThat(resize(picture, height, width).pixels())
                    .as("%s to %dx%d", picture.shape(), height, width)
                    .containsExactly(PlainResize.resize(picture, height, width).pixels());
        }
    }

    @Test
    void sameSizeLeavesThePixels() {
        Picture picture = noise(new Random(12));
        PictureShape shape = picture.shape();
        assertThat(resize(picture, shape.height(), shape.width()).pixels()).containsExactly(picture.pixels());
    }

    @Test
    void partIsTheWindowOfTheWhole() {
        Random random = new Random(13);
        for (int i = 0; i < 100; i++) {
            Picture picture = noise(random);
            PictureShape shape = picture.shape();
            Picture whole = resize(picture, 20, 30);
            Window window = new Window(random.nextInt(20), random.nextInt(30), 1, 1);
            int height = 1 + random.nextInt(20 - window.top());
            int width = 1 + random.nextInt(30 - window.left());
            Picture part = BilinearResize.apply(
                    picture,
                    AxisWeights.part(shape.height(), 20, window.top(), height),
                    AxisWeights.part(shape.width(), 30, window.left(), width));
            assertThat(part.pixels())
                    .containsExactly(whole.window(window.top(), window.left(), height, width)
                            .pixels());
        }
    }

    @Test
    void shiftedWeightsResizeTheCrop() {
        Random random = new Random(14);
        for (int i = 0; i < 100; i++) {
            Picture picture = noise(random);
            PictureShape shape = picture.shape();
            int top = random.nextInt(shape.height());
            int left = random.nextInt(shape.width());
            int height = 1 + random.nextInt(shape.height() - top);
            int width = 1 + random.nextInt(shape.width() - left);
            Picture resized = BilinearResize.apply(
                    picture,
                    AxisWeights.of(height, 9).shifted(top),
                    AxisWeights.of(width, 11).shifted(left));
            assertThat(resized.pixels())
                    .containsExactly(PlainResize.resize(picture.window(top, left, height, width), 9, 11)
                            .pixels());
        }
    }

    /** Each weight is rounded, so their sum is only nearly 1. */
    @Test
    void whiteStaysWhiteHoweverManyPixelsBecomeOne() {
        for (int length : new int[] {30_001, 40_000, 65_535}) {
            byte[] white = new byte[length];
            Arrays.fill(white, (byte) 255);
            Picture picture = new Picture(new PictureShape(1, 1, length), white);
            assertThat(resize(picture, 1, 1).pixels()).containsExactly(255);
            assertThat(resize(picture, 1, 3).pixels()).containsExactly(255, 255, 255);
        }
    }

    private static Picture resize(Picture picture, int height, int width) {
        return BilinearResize.apply(
                picture,
                AxisWeights.of(picture.shape().height(), height),
                AxisWeights.of(picture.shape().width(), width));
    }

    private static Picture noise(Random random) {
        PictureShape shape =
                new PictureShape(random.nextBoolean() ? 1 : 3, 1 + random.nextInt(50), 1 + random.nextInt(50));
        byte[] pixels = new byte[shape.values()];
        random.nextBytes(pixels);
        return new Picture(shape, pixels);
    }
}
