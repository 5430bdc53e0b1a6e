package org.sparkresnet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.JpegEncoder;

/** Parts that are read from entry points on, against the same parts read from the top on. */
class EntryPointsTest {
    private static final int PARTS = 60;

    static List<String> names() {
        return JpegFiles.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void partsOfSmallFilesAreTheSame(String name) throws DamagedJpegException {
        assertSame(JpegFiles.file(name));
    }

    /** So wide that there are several in a row. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void partsOfWideFilesAreTheSame(int channels) throws DamagedJpegException {
        byte[] file = wide(channels, 1201, 90);
        assertThat(EntryPoints.of(file)).hasSizeGreaterThan(12 * (1 + channels));
        assertSame(file);
    }

    @Test
    void wholePictureIsReadInOrderAndChecked() throws DamagedJpegException {
        byte[] file = wide(3, 400, 90);
        byte[] points = EntryPoints.of(file);
        JpegDecoder decoder = new JpegDecoder();
        int[][][] expected = JpegFiles.whole(decoder, file, 1);
        decoder.open(file, points);
        assertThat(JpegFiles.rows(decoder, new Part(0, 0, 90, 400), 1)).isDeepEqualTo(expected);
        decoder.finish();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restarts.jpg",
                "restarts-every-row.jpg",
                "progressive.jpg",
                "progressive-restarts.jpg",
                "three-scans.jpg",
                "one-pixel.jpg"
            })
    void filesThatCannotBeReadFromAnywhereHaveNone(String name) throws DamagedJpegException {
        assertThat(EntryPoints.of(JpegFiles.file(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline-420.jpg", "baseline-444.jpg", "gray.jpg", "sampling-uneven.jpg", "ycck.jpg"})
    void otherFilesHaveSome(String name) throws DamagedJpegException {
        assertThat(EntryPoints.of(JpegFiles.file(name))).isNotEmpty();
    }

    @Test
    void thoseOfAnotherFileAreRefused() throws DamagedJpegException {
        byte[] file = wide(3, 400, 90);
        byte[] points = EntryPoints.of(file);
        assertRefused(file, EntryPoints.of(wide(3, 400, 190)));
        assertRefused(file, EntryPoints.of(wide(1, 400, 90)));
        assertRefused(file, Arrays.copyOf(points, points.length - 1));
        assertRefused(file, Arrays.copyOf(points, points.length + 1));
        assertRefused(JpegFiles.file("progressive.jpg"), points);
        assertRefused(JpegFiles.file("restarts.jpg"), points);
    }

    @Test
    void damagedOnesGiveRowsOrAreRefused() throws DamagedJpegException {
        byte[] file = wide(3, 400, 90);
        byte[] points = EntryPoints.of(file);
        Random random = new Random(3);
        JpegDecoder decoder = new JpegDecoder();
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = points.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                decoder.open(file, damaged);
                JpegFiles.rows(decoder, new Part(40, 200, 80, 390), 1);
            } catch (DamagedJpegException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 500);
    }

    @Test
    void damagedFilesHaveNone() {
        byte[] file = wide(3, 400, 90);
        byte[] cut = Arrays.copyOf(file, file.length / 2);
        assertThatThrownBy(() -> EntryPoints.of(cut)).isInstanceOf(DamagedJpegException.class);
    }

    private static void assertSame(byte[] file) throws DamagedJpegException {
        JpegDecoder fromTop = new JpegDecoder();
        JpegDecoder fromEntries = new JpegDecoder();
        byte[] points = EntryPoints.of(file);
        Random random = new Random(file.length);
        for (int i = 0; i < PARTS; i++) {
            int divisor = 1 << i % 4;
            fromTop.open(file);
            fromEntries.open(file, points);
            Part part = part(fromTop, divisor, random);
            assertThat(JpegFiles.rows(fromEntries, part, divisor))
                    .as("%s at 1/%d", part, divisor)
                    .isDeepEqualTo(JpegFiles.rows(fromTop, part, divisor));
        }
    }

    private static Part part(JpegDecoder decoder, int divisor, Random random) {
        int height = Component.divideUp(decoder.height(), divisor);
        int width = Component.divideUp(decoder.width(), divisor);
        int top = random.nextInt(height);
        int left = random.nextInt(width);
        return new Part(top, left, top + 1 + random.nextInt(height - top), left + 1 + random.nextInt(width - left));
    }

    private static void assertRefused(byte[] file, byte[] points) throws DamagedJpegException {
        JpegDecoder decoder = new JpegDecoder();
        decoder.open(file, points);
        assertThatThrownBy(() -> decoder.start(new Part(20, 0, 30, 10), 1))
                .isInstanceOf(DamagedJpegException.class)
                .hasMessage("entry points that are not those of this JPEG");
    }

    private static byte[] wide(int channels, int width, int height) {
        return JpegEncoder.encode(GoldenPictures.formula(new PictureShape(channels, height, width)), 90);
    }
}
