package org.sparkresnet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts and sizes; that whole pictures are those of Pillow is shown by {@code PictureDecoderTest}. */
class JpegDecoderTest {
    private static final int[] DIVISORS = {1, 2, 4, 8};

    static List<String> names() {
        return JpegFiles.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void partIsCutOutOfTheWhole(String name) throws DamagedJpegException {
        JpegDecoder decoder = new JpegDecoder();
        byte[] file = JpegFiles.file(name);
        Random random = new Random(name.hashCode());
        for (int divisor : DIVISORS) {
            int[][][] whole = JpegFiles.whole(decoder, file, divisor);
            for (int i = 0; i < 60; i++) {
                int top = random.nextInt(whole.length);
                int left = random.nextInt(whole[0][0].length);
                int bottom = top + 1 + random.nextInt(whole.length - top);
                int right = left + 1 + random.nextInt(whole[0][0].length - left);
                decoder.open(file);
                int[][][] part = JpegFiles.rows(decoder, new Part(top, left, bottom, right), divisor);
                assertThat(part).isDeepEqualTo(cut(whole, top, left, bottom, right));
                if (i % 5 == 0) {
                    decoder.finish();
                }
            }
        }
    }

    /**
     * The mean of 2 x 2, 4 x 4 or 8 x 8 pixels and the low frequencies of a block are not the same, but near where the
     * picture is smooth.
     */
    @ParameterizedTest
    @MethodSource("names")
    void smallerPictureIsNearToMeansOfPixels(String name) throws DamagedJpegException {
        JpegDecoder decoder = new JpegDecoder();
        byte[] file = JpegFiles.file(name);
        int[][][] whole = JpegFiles.whole(decoder, file, 1);
        for (int divisor : new int[] {2, 4, 8}) {
            int[][][] smaller = JpegFiles.whole(decoder, file, divisor);
            double sum = 0;
            int count = 0;
            for (int y = 0; y < whole.length / divisor; y++) {
                for (int x = 0; x < whole[0][0].length / divisor; x++) {
                    sum += Math.abs(smaller[y][1][x] - mean(whole, y, x, divisor));
                    count++;
                }
            }
            assertThat(sum / Math.max(1, count)).as("divided by %d", divisor).isLessThan(8);
        }
    }

    @Test
    void kindsThatAreNotDecodedAreNamed() {
        byte[] file = JpegFiles.file("gray.jpg");
        int frame = indexOf(file, 0xC0);
        assertRefused(
                with(file, frame + 1, 0xC9),
                "JPEG of a process that is not decoded (lossless, hierarchical or" + " arithmetic coding)");
        assertRefused(with(file, frame + 4, 12), "JPEG of 12 bits, only 8 are decoded");
        assertRefused(with(file, frame + 9, 2), "damaged JPEG: a frame header of 9 bytes");
    }

    @Test
    void partMustHaveAPixel() {
        assertThatThrownBy(() -> new Part(3, 0, 3, 1)).hasMessage("no part of a picture: rows 3 to 3, columns 0 to 1");
    }

    private static double mean(int[][][] whole, int y, int x, int divisor) {
        double sum = 0;
        for (int i = 0; i < divisor; i++) {
            for (int j = 0; j < divisor; j++) {
                sum += whole[y * divisor + i][1][x * divisor + j];
            }
        }
        return sum / (divisor * divisor);
    }

    private static int[][][] cut(int[][][] whole, int top, int left, int bottom, int right) {
        int[][][] part = new int[bottom - top][3][];
        for (int y = top; y < bottom; y++) {
            for (int channel = 0; channel < 3; channel++) {
                part[y - top][channel] = Arrays.copyOfRange(whole[y][channel], left, right);
            }
        }
        return part;
    }

    private static void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> JpegFiles.whole(new JpegDecoder(), file, 1))
                .isInstanceOf(DamagedJpegException.class)
                .hasMessage(reason);
    }

    private static byte[] with(byte[] file, int at, int value) {
        byte[] changed = file.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static int indexOf(byte[] file, int marker) {
        int index = 0;
        while (file[index] != -1 || Byte.toUnsignedInt(file[index + 1]) != marker) {
            index++;
        }
        return index;
    }
}
