package org.sparkresnet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void windowIsThePictureInsideAndZeroOutside(int channels) {
        Picture picture = random(new PictureShape(channels, 4, 5));
        for (int height = 1; height <= 6; height++) {
            for (int width = 1; width <= 6; width++) {
                for (int top = -8; top <= 8; top++) {
                    for (int left = -8; left <= 8; left++) {
                        assertWindow(picture, top, left, new PictureShape(channels, height, width));
                    }
                }
            }
        }
    }

    @Test
    void flippedIsTheMirrorImage() {
        Picture picture = random(new PictureShape(3, 4, 5));
        Picture flipped = picture.flipped();
        assertThat(flipped.shape()).isEqualTo(picture.shape());
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 5; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(at(flipped, row, column, channel)).isEqualTo(at(picture, row, 4 - column, channel));
                }
            }
        }
        assertThat(flipped.flipped().pixels()).containsExactly(picture.pixels());
    }

    @Test
    void pixelsMustFillTheShape() {
        assertThatThrownBy(() -> new Picture(new PictureShape(3, 2, 2), new byte[11]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a picture of 3x2x2 has 12 bytes, found 11");
    }

    @Test
    void emptyShapeIsRefused() {
        assertThatThrownBy(() -> new PictureShape(3, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a picture has at least one pixel, found 3x0x2");
    }

    private static void assertWindow(Picture picture, int top, int left, PictureShape shape) {
        byte[] naive = new byte[shape.values()];
        int next = 0;
        for (int row = top; row < top + shape.height(); row++) {
            for (int column = left; column < left + shape.width(); column++) {
                for (int channel = 0; channel < shape.channels(); channel++) {
                    naive[next++] = at(picture, row, column, channel);
                }
            }
        }
        Picture window = picture.window(top, left, shape.height(), shape.width());
        assertThat(window.shape()).isEqualTo(shape);
        assertThat(window.pixels()).containsExactly(naive);
    }

    private static byte at(Picture picture, int row, int column, int channel) {
        PictureShape shape = picture.shape();
        boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
        return inside ? picture.pixels()[(row * shape.width() + column) * shape.channels() + channel] : 0;
    }

    private static Picture random(PictureShape shape) {
        byte[] pixels = new byte[shape.values()];
        new Random(5).nextBytes(pixels);
        return new Picture(shape, pixels);
    }
}
