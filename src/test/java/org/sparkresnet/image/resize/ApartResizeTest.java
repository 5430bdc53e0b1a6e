package org.sparkresnet.image.resize;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.JpegEncoder;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.jpeg.ColorPlaces;
import org.sparkresnet.image.jpeg.DamagedJpegException;
import org.sparkresnet.image.jpeg.JpegDecoder;
import org.sparkresnet.image.jpeg.Part;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.pipeline.Decoding;
import org.sparkresnet.image.pipeline.ImagePipeline;
import org.sparkresnet.image.transform.Interval;
import org.sparkresnet.image.transform.RandomResizedCrop;
import org.sparkresnet.image.transform.Resampling;
import org.sparkresnet.image.transform.ScaleAndCrop;
import org.sparkresnet.random.NamedRandom;

/** Light and colors resized by themselves, against planes that are read row by row and resized plainly. */
class ApartResizeTest {
    private static final Interval AREA = new Interval(0.08, 1);
    private static final Interval ASPECT = new Interval(0.75, 4 / 3.0);
    private static final Decoding SCALED = new Decoding(Decoding.Size.SCALED, 1);
    private static final int DRAWS = 25;

    /** Light and differences of color of a whole file, each {@code [H, W, 1]}. */
    private record Planes(Picture light, Picture blue, Picture red, ColorPlaces places) {
        static Planes of(byte[] file) throws DamagedJpegException {
            JpegDecoder decoder = new JpegDecoder();
            decoder.open(file);
            ColorPlaces places = decoder.fewerColors().orElseThrow();
            Picture light = plane(decoder.height(), decoder.width());
            int colorsDown = divideUp(decoder.height(), places.down());
            int colorsAcross = divideUp(decoder.width(), places.across());
            Picture blue = plane(colorsDown, colorsAcross);
            Picture red = plane(colorsDown, colorsAcross);
            decoder.startApart(
                    new Part(0, 0, decoder.height(), decoder.width()), new Part(0, 0, colorsDown, colorsAcross));
            for (int y = 0; y < colorsDown; y++) {
                for (int row = y * places.down(); row < Math.min(decoder.height(), (y + 1) * places.down()); row++) {
                    int[][] levels = new int[1][decoder.width()];
                    decoder.readLight(1, levels);
                    put(levels[0], light, row);
                }
                int[][] colors = new int[2][colorsAcross];
                decoder.readColors(1, colors);
                put(colors[0], blue, y);
                put(colors[1], red, y);
            }
            decoder.finish();
            return new Planes(light, blue, red, places);
        }

        private static Picture plane(int height, int width) {
            return new Picture(new PictureShape(1, height, width), new byte[height * width]);
        }

        private static void put(int[] levels, Picture plane, int row) {
            for (int x = 0; x < levels.length; x++) {
                plane.pixels()[row * levels.length + x] = (byte) levels[x];
            }
        }

        Picture resized(Sampling sampling) {
            int height = light.shape().height();
            int width = light.shape().width();
            AxisWeights rows = sampling.rows().weights(places.down(), height);
            AxisWeights columns = sampling.columns().weights(places.across(), width);
            byte[] y = sampling.apply(light).pixels();
            byte[] cb = BilinearResize.apply(blue, rows, columns).pixels();
            byte[] cr = BilinearResize.apply(red, rows, columns).pixels();
            byte[] pixels = new byte[3 * y.length];
            for (int i = 0; i < y.length; i++) {
                toRgb(y[i] & 0xFF, (cb[i] & 0xFF) - 128, (cr[i] & 0xFF) - 128, pixels, 3 * i);
            }
            return new Picture(sampling.output(new PictureShape(3, height, width)), pixels);
        }

        /** JFIF's conversion, its factors times 2^16. */
        private static void toRgb(int y, int cb, int cr, byte[] pixels, int at) {
            pixels[at] = level(y + (91_881 * cr + 32_768 >> 16));
            pixels[at + 1] = level(y + (-22_554 * cb - 46_802 * cr + 32_768 >> 16));
            pixels[at + 2] = level(y + (116_130 * cb + 32_768 >> 16));
        }

        private static byte level(int level) {
            return (byte) Math.max(0, Math.min(255, level));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline-420.jpg",
                "baseline-422.jpg",
                "sampling-440.jpg",
                "sampling-411.jpg",
                "sampling-410.jpg",
                "sampling-1x4.jpg",
                "progressive.jpg",
                "progressive-411.jpg",
                "restarts.jpg",
                "three-columns.jpg",
                "two-rows.jpg"
            })
    void filesOfFewerColorsBecomeWhatPlanesBecome(String name) throws Exception {
        assertAsPlanes(GoldenPictures.file(name), new RandomResizedCrop(48, AREA, ASPECT));
        assertAsPlanes(GoldenPictures.file(name), new ScaleAndCrop(50, 70, 45));
    }

    /** Higher than all rows that are kept together, and made smaller, larger, and as flat as can be. */
    @Test
    void tallFilesBecomeWhatPlanesBecome() throws Exception {
        byte[] file = JpegEncoder.encode(waves(701, 333), 90);
        assertAsPlanes(file, new RandomResizedCrop(224, AREA, ASPECT));
        assertAsPlanes(file, new ScaleAndCrop(320, 345, 224));
        assertAsPlanes(file, new RandomResizedCrop(500, new Interval(0.01, 0.02), ASPECT));
        assertAsPlanes(file, new RandomResizedCrop(224, new Interval(0.2, 0.2), new Interval(5, 5)));
        assertAsPlanes(file, new RandomResizedCrop(224, new Interval(0.2, 0.2), new Interval(0.2, 0.2)));
    }

    /** Wherever nothing can be read by itself, nothing changes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline-444.jpg",
                "gray.jpg",
                "rgb.jpg",
                "cmyk.jpg",
                "ycck.jpg",
                "sampling-uneven.jpg",
                "sampling-coarse-light.jpg",
                "color.png"
            })
    void otherFilesAreDecodedAsEver(String name) throws Exception {
        byte[] file = GoldenPictures.file(name);
        RandomResizedCrop crop = new RandomResizedCrop(48, AREA, ASPECT);
        for (int draw = 0; draw < DRAWS; draw++) {
            assertThat(pipeline(crop, SCALED, file, draw)).isEqualTo(pipeline(crop, Decoding.full(), file, draw));
        }
    }

    @Test
    void smoothColorsHardlyChange() throws Exception {
        byte[] file = JpegEncoder.encode(waves(375, 500), 90);
        RandomResizedCrop crop = new RandomResizedCrop(224, AREA, ASPECT);
        for (int draw = 0; draw < DRAWS; draw++) {
            float[] apart = pipeline(crop, SCALED, file, draw);
            float[] full = pipeline(crop, Decoding.full(), file, draw);
            double sum = 0;
            for (int i = 0; i < full.length; i++) {
                sum += Math.abs(apart[i] - full[i]);
            }
            assertThat(sum / full.length).as("draw %d", draw).isLessThan(1);
        }
    }

    private static void assertAsPlanes(byte[] file, Resampling first) throws Exception {
        Planes planes = Planes.of(file);
        PictureShape whole = new PictureShape(
                3, planes.light().shape().height(), planes.light().shape().width());
        int compared = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            Sampling sampling = first.sampling(whole, random(draw));
            if (sampling.divisor() == 1) {
                float[] expected = levels(planes.resized(sampling));
                int differs = Arrays.mismatch(pipeline(first, SCALED, file, draw), expected);
                assertThat(differs).as("draw %d, %s", draw, sampling).isEqualTo(-1);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    /** The levels of the outcome, {@code [3, H, W]}. */
    private static float[] pipeline(Resampling first, Decoding decoding, byte[] file, int draw) throws Exception {
        PictureShape whole = PictureDecoder.decode(file).shape();
        PictureShape output = first.sampling(whole, random(draw)).output(whole);
        Augmentation augmentation = new Augmentation(decoding, List.of(first));
        try (ImagePipeline pipeline = new ImagePipeline(augmentation, levels(), output)) {
            FloatBuffer target = FloatBuffer.allocate(output.values());
            pipeline.write(file, PictureDecoder.entryPoints(file), random(draw), target);
            return target.array();
        }
    }

    private static float[] levels(Picture picture) {
        FloatBuffer target = FloatBuffer.allocate(picture.shape().values());
        levels().levels().write(picture, target);
        return target.array();
    }

    /** Leaves levels as they are. */
    private static Normalization levels() {
        return new Normalization(List.of(0.0, 0.0, 0.0), List.of(1 / 255.0, 1 / 255.0, 1 / 255.0));
    }

    private static Picture waves(int height, int width) {
        byte[] pixels = new byte[3 * height * width];
        for (int i = 0; i < pixels.length; i++) {
            double x = i / 3 % width / 23.0 + i % 3;
            double y = i / 3 / width / (31.0 + 5 * (i % 3));
            pixels[i] = (byte) (127 + 80 * Math.sin(x) + 40 * Math.cos(y) * Math.cos(x + y));
        }
        return new Picture(new PictureShape(3, height, width), pixels);
    }

    private static int divideUp(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }

    private static NamedRandom random(long record) {
        return NamedRandom.of(1, "augment", 0, record);
    }
}
