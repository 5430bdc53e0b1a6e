package org.sparkresnet.image.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;

class NormalizationTest {
    private static final Normalization RGB =
            new Normalization(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** All 256 levels in every channel. */
    @Test
    void eachPixelIsNormalizedByItsChannelAndPlanesFollowEachOther() {
        byte[] pixels = new byte[3 * 256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7 + i / 256);
        }
        FloatBuffer output = FloatBuffer.allocate(1 + pixels.length);
        output.put(-1f);
        RGB.levels().write(new Picture(new PictureShape(3, 16, 16), pixels), output);
        assertThat(output.remaining()).isZero();
        assertThat(output.get(0)).isEqualTo(-1f);
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < 256; pixel++) {
                double level = Byte.toUnsignedInt(pixels[pixel * 3 + channel]) / 255.0;
                float expected = (float)
                        ((level - RGB.mean().get(channel)) / RGB.deviation().get(channel));
                assertThat(output.get(1 + channel * 256 + pixel)).isEqualTo(expected);
            }
        }
    }

    @Test
    void pictureWithOtherChannelsIsRefused() {
        Picture gray = new Picture(new PictureShape(1, 1, 1), new byte[1]);
        assertThatThrownBy(() -> RGB.levels().write(gray, FloatBuffer.allocate(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pictures of 1x1x1, normalized are those of 3 channels");
    }

    @Test
    void aMeanOfEachPixelIsOneOfItsSizeOnly() {
        PixelMean mean = new PixelMean(new PictureShape(1, 2, 3), new float[6], List.of(0.5));
        Picture turned = new Picture(new PictureShape(1, 1, 3), new byte[3]);
        assertThatThrownBy(() -> mean.levels().write(turned, FloatBuffer.allocate(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pictures of 1x1x3, normalized are those of 1 channels and 6 values");
        for (float wrong : new float[] {-0.1f, 1.1f, Float.NaN}) {
            assertThatThrownBy(() -> new PixelMean(new PictureShape(1, 1, 1), new float[] {wrong}, List.of(0.5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a mean of " + wrong + ", must be in [0, 1]");
        }
    }

    @Test
    void impossibleStatisticsAreRefused() {
        assertRefused(List.of(0.5), List.of(), "1 means and 0 deviations");
        assertRefused(
                List.of(0.5), List.of(0.0), "means [0.5], deviations [0.0]: all are finite, and deviations above 0");
        assertRefused(
                List.of(Double.NaN),
                List.of(1.0),
                "means [NaN], deviations [1.0]: all are finite, and deviations above 0");
        assertRefused(
                List.of(0.5),
                List.of(Double.POSITIVE_INFINITY),
                "means [0.5], deviations [Infinity]: all are finite, and deviations above 0");
    }

    private static void assertRefused(List<Double> mean, List<Double> deviation, String message) {
        assertThatThrownBy(() -> new Normalization(mean, deviation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
