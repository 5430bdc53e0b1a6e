package org.sparkresnet.image.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.random.NamedRandom;

class ColorChangeTest {
    private static final PictureShape SHAPE = new PictureShape(3, 45, 67);

    static List<String[]> adjusted() {
        return GoldenPictures.lines("adjusted.txt");
    }

    @ParameterizedTest
    @MethodSource("adjusted")
    void adjustmentsAreThoseOfTorchvision(String name, String factor, String sha256) {
        byte[] pixels = GoldenPictures.formula(SHAPE).pixels();
        ColorAdjustment adjustment = new ColorAdjustment(pixels, pixels.length);
        double number = Double.parseDouble(factor);
        switch (name) {
            case "brightness" -> adjustment.brightness(number);
            case "contrast" -> adjustment.contrast(number);
            case "saturation" -> adjustment.saturation(number);
            default -> adjustment.hue(number);
        }
        assertThat(GoldenPictures.sha256(new Picture(SHAPE, pixels))).isEqualTo(sha256);
    }

    @Test
    void jitterOfStrengthZeroChangesNothing() {
        Picture picture = GoldenPictures.formula(SHAPE);
        for (int record = 0; record < 20; record++) {
            assertThat(new ColorJitter(0, 0, 0, 0)
                            .apply(picture, random(record))
                            .pixels())
                    .containsExactly(picture.pixels());
        }
    }

    /** With brightness alone each level is truncated after one factor, which the brightest pixel tells. */
    @Test
    void factorsAreSpreadOverTheirRange() {
        Picture white = new Picture(new PictureShape(3, 1, 1), new byte[] {(byte) 200, (byte) 200, (byte) 200});
        double sum = 0;
        int least = 255;
        int most = 0;
        for (int record = 0; record < 4000; record++) {
            int level = Byte.toUnsignedInt(
                    new ColorJitter(0.25, 0, 0, 0).apply(white, random(record)).pixels()[0]);
            sum += level;
            least = Math.min(least, level);
            most = Math.max(most, level);
        }
        assertThat(least).isEqualTo(150);
        assertThat(most).isEqualTo(249);
        assertThat(sum / 4000).isCloseTo(199.5, within(2.0));
    }

    @Test
    void stepsComeInEveryOrder() {
        Set<List<Integer>> orders = new HashSet<>();
        for (int record = 0; record < 500; record++) {
            int[] order = random(record).permutation(4);
            orders.add(List.of(order[0], order[1], order[2], order[3]));
        }
        assertThat(orders).hasSize(24);
    }

    /** The first component is nearly gray and by far the largest: eigenvalue 0.2175, all three parts near 0.577. */
    @Test
    void lightingAddsOneColorToAllPixels() {
        byte[] gray = new byte[3 * 50];
        Arrays.fill(gray, (byte) 128);
        Picture picture = new Picture(new PictureShape(3, 5, 10), gray);
        double squares = 0;
        for (int record = 0; record < 2000; record++) {
            byte[] pixels = new Lighting(0.1).apply(picture, random(record)).pixels();
            for (int i = 3; i < pixels.length; i++) {
                assertThat(pixels[i]).isEqualTo(pixels[i - 3]);
            }
            int added = Byte.toUnsignedInt(pixels[0]) - 128;
            squares += added * added;
        }
        // Of red: 255 x 0.1 x the root of (0.5675 x 0.2175)^2 + (0.7192 x 0.0188)^2 + (0.4009 x 0.0045)^2.
        assertThat(Math.sqrt(squares / 2000)).isCloseTo(3.17, within(0.2));
    }

    @Test
    void lightingStopsAtBlackAndWhite() {
        byte[] extremes = {0, 0, 0, -1, -1, -1};
        Picture picture = new Picture(new PictureShape(3, 1, 2), extremes);
        Set<Integer> blacks = new HashSet<>();
        for (int record = 0; record < 50; record++) {
            byte[] pixels = new Lighting(5).apply(picture, random(record)).pixels();
            blacks.add(Byte.toUnsignedInt(pixels[0]));
            assertThat(Byte.toUnsignedInt(pixels[3])).isGreaterThanOrEqualTo(Byte.toUnsignedInt(pixels[0]));
        }
        assertThat(blacks).contains(0).hasSizeGreaterThan(10);
    }

    @Test
    void grayPicturesAndImpossibleStrengthsAreRefused() {
        assertThatThrownBy(() -> new Lighting(0.1).outputShapes(new PictureShapes.Various(1)))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage("augment.train changes colors, and the pictures of data.train have 1 channel, not 3;"
                        + " remove color-jitter and lighting from it");
        assertThat(new Lighting(0.1).outputShapes(new PictureShapes.Various(3)))
                .isEqualTo(new PictureShapes.Various(3));
        assertThatThrownBy(() -> new ColorJitter(-1, 0, 0, 0)).hasMessage("a strength is -1.0, must be at least 0");
        assertThatThrownBy(() -> new ColorJitter(0, 0, 0, 0.6)).hasMessage("hue is 0.6, must be in [0, 0.5]");
        assertThatThrownBy(() -> new Lighting(11)).hasMessage("deviation is 11.0, must be in [0, 10]");
    }

    private static NamedRandom random(long record) {
        return NamedRandom.of(1, "augment", 0, record);
    }
}
