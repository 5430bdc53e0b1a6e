package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.normalize.PixelMean;

class NetworkInputTest {
    private static final Normalization GRAY = new Normalization(List.of(0.1 + 0.2), List.of(1 / 3.0));

    @Test
    void textsMakeItAgainToTheLastBit() {
        NetworkInput input = new NetworkInput(
                new PictureShape(3, 32, 48),
                List.of("T-shirt/top", "Trouser"),
                new Normalization(List.of(0.1 + 0.2, 1e-300, 0.5), List.of(1 / 3.0, 7.0, 0.25)));
        assertThat(NetworkInput.parse(input.texts())).isEqualTo(input);
        assertThat(input.texts())
                .containsEntry("input.shape", "3x32x48")
                .containsEntry("input.classes", "T-shirt/top|Trouser");
    }

    @Test
    void aMeanOfEachPixelTravelsToo() {
        float[] mean = {0.1f, 1f / 3, 0, 1, Float.MIN_VALUE, 0.9f};
        PictureShape shape = new PictureShape(1, 2, 3);
        NetworkInput input = new NetworkInput(shape, List.of("a"), new PixelMean(shape, mean, List.of(1 / 3.0)));
        NetworkInput parsed = NetworkInput.parse(input.texts());
        assertThat(parsed).isEqualTo(input);
        assertThat(((PixelMean) parsed.normalization()).mean()).containsExactly(mean);
        assertThat(input.texts()).containsKey("input.pixel-mean").doesNotContainKey("input.mean");
        mean[0] = 0.2f;
        PixelMean other = new PixelMean(shape, mean, List.of(1 / 3.0));
        assertThat(parsed).isNotEqualTo(new NetworkInput(shape, List.of("a"), other));
        Map<String, String> texts = new HashMap<>(input.texts());
        texts.put("input.pixel-mean", "AAAA");
        assertThatThrownBy(() -> NetworkInput.parse(texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pictures of 1x2x3, a mean of 0 values and 1 deviations");
    }

    @Test
    void namesOfClassesMayHoldAnything() {
        NetworkInput input = new NetworkInput(
                new PictureShape(1, 28, 28), List.of("a|b", "", "100 %", "%7C", "%257C", "|", "\\|", "été\n"), GRAY);
        assertThat(NetworkInput.parse(input.texts())).isEqualTo(input);
    }

    @Test
    void otherTextsAreIgnored() {
        NetworkInput input = new NetworkInput(new PictureShape(1, 28, 28), List.of("a"), GRAY);
        Map<String, String> texts = new HashMap<>(input.texts());
        texts.put("run.seed", "1");
        assertThat(NetworkInput.parse(texts)).isEqualTo(input);
    }

    @Test
    void missingAndMalformedTextsAreNamed() {
        Map<String, String> texts =
                new HashMap<>(new NetworkInput(new PictureShape(1, 28, 28), List.of("a"), GRAY).texts());
        texts.put("input.shape", "28x28");
        assertThatThrownBy(() -> NetworkInput.parse(texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("input.shape is 28x28, expected CxHxW");
        texts.remove("input.shape");
        assertThatThrownBy(() -> NetworkInput.parse(texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("input.shape is missing");
    }

    @Test
    void partsMustFitTogether() {
        assertThatThrownBy(() -> new NetworkInput(new PictureShape(3, 28, 28), List.of("a"), GRAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pictures of 3x28x28 and a normalization of 1 channels");
        PixelMean mean = new PixelMean(new PictureShape(1, 1, 1), new float[1], List.of(1.0));
        assertThatThrownBy(() -> new NetworkInput(new PictureShape(1, 1, 2), List.of("a"), mean))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pictures of 1x1x2 and a mean of each pixel of 1x1x1");
        assertThatThrownBy(() -> new NetworkInput(new PictureShape(1, 28, 28), List.of(), GRAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no class to tell apart");
    }
}
