package org.sparkresnet.image.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.jpeg.EntryPoints;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.normalize.PixelMean;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.ColorChange;
import org.sparkresnet.image.transform.ColorJitter;
import org.sparkresnet.image.transform.Interval;
import org.sparkresnet.image.transform.Lighting;
import org.sparkresnet.image.transform.RandomResizedCrop;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.image.transform.ScaleAndCrop;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.random.NamedRandom;

/** The pipeline against what it puts together: decode, transform by transform, level by level. */
class ImagePipelineTest {
    private static final Interval AREA = new Interval(0.08, 1);
    private static final Interval ASPECT = new Interval(0.75, 4 / 3.0);
    private static final int DRAWS = 40;

    private static final Map<String, List<Transform>> LISTS = Map.ofEntries(
            Map.entry("nothing", List.of()),
            Map.entry("flip", List.of(new Transform.Flip(1))),
            Map.entry("pad", List.of(new Transform.Pad(64))),
            Map.entry("pad that cuts", List.of(new Transform.Pad(20), new Transform.Flip(0.5))),
            Map.entry("pad and crop", List.of(new Transform.PadAndCrop(9), new Transform.Flip(0.5))),
            Map.entry(
                    "crops and borders in turn",
                    List.of(
                            new Transform.PadAndCrop(30),
                            new Transform.Flip(0.5),
                            new CenterCrop(21),
                            new Transform.PadAndCrop(40),
                            new Transform.Flip(0.5),
                            new Transform.Pad(35),
                            new Transform.PadAndCrop(3))),
            Map.entry("random crop", List.of(new RandomResizedCrop(24, AREA, ASPECT), new Transform.Flip(0.5))),
            Map.entry("random crop made larger", List.of(new RandomResizedCrop(80, AREA, ASPECT))),
            Map.entry("scale", List.of(new ScaleAndCrop(22, 60, 20), new Transform.Flip(0.5))),
            Map.entry("resize", List.of(new Resize(19))),
            Map.entry("resize that changes nothing", List.of(new Resize(37))),
            Map.entry("resize and crop", List.of(new Resize(30), new CenterCrop(24))),
            Map.entry("resize and larger crop", List.of(new Resize(20), new CenterCrop(24))),
            Map.entry("pad, then resize", List.of(new Transform.Pad(60), new Resize(31), new Transform.Flip(0.5))),
            Map.entry("colors", List.of(new ColorJitter(0.4, 0.4, 0.4, 0.1), new Lighting(0.3), new CenterCrop(20))),
            Map.entry(
                    "colors between others",
                    List.of(
                            new ScaleAndCrop(30, 40, 28),
                            new Transform.Flip(0.5),
                            new Lighting(0.2),
                            new Transform.PadAndCrop(5),
                            new ColorJitter(0.2, 0.9, 0, 0.5),
                            new Transform.Flip(0.5))),
            Map.entry("crop of a crop", List.of(new RandomResizedCrop(30, AREA, ASPECT), new CenterCrop(11))));

    static List<String> lists() {
        return LISTS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void filesBecomeWhatDecodingAndTransformingThemGives(String name) throws UndecodableException {
        for (String file : List.of("baseline-420.jpg", "progressive.jpg", "gray.jpg", "color.png")) {
            byte[] encoded = GoldenPictures.file(file);
            assertSame(LISTS.get(name), PictureDecoder.decode(encoded), encoded);
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void pixelsBecomeWhatTransformingThemGives(String name) throws UndecodableException {
        boolean isColored = LISTS.get(name).stream().anyMatch(ColorChange.class::isInstance);
        PictureShape gray = new PictureShape(isColored ? 3 : 1, 71, 37);
        for (PictureShape shape : List.of(new PictureShape(3, 37, 53), gray)) {
            assertSame(LISTS.get(name), GoldenPictures.formula(shape), null);
        }
    }

    /** What one picture leaves in the memory must not be seen in the next. */
    @Test
    void memoryIsUsedAgainForOtherSizes() throws UndecodableException {
        Augmentation augmentation = new Augmentation(LISTS.get("random crop"));
        PictureShape output = new PictureShape(3, 24, 24);
        try (ImagePipeline pipeline = new ImagePipeline(augmentation, normalization(3), output)) {
            for (int i = 0; i < 60; i++) {
                Picture picture = GoldenPictures.formula(new PictureShape(3, 20 + 37 * i % 97, 20 + 53 * i % 89));
                FloatBuffer fast = FloatBuffer.allocate(output.values());
                pipeline.write(picture, random(i), fast);
                assertThat(fast.array()).containsExactly(slow(augmentation, picture, i));
                byte[] file = GoldenPictures.file(i % 2 == 0 ? "baseline-420.jpg" : "gray.jpg");
                pipeline.write(file, EntryPoints.NONE, random(i), fast.clear());
                assertThat(fast.array()).containsExactly(slow(augmentation, PictureDecoder.decode(file), i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void meanOfEachPixelIsSubtractedWhereThePixelLands(String name) throws UndecodableException {
        byte[] encoded = GoldenPictures.file("baseline-420.jpg");
        Augmentation augmentation = new Augmentation(LISTS.get(name));
        PictureShape output =
                augmentation.apply(PictureDecoder.decode(encoded), random(0)).shape();
        float[] means = new float[output.values()];
        for (int i = 0; i < means.length; i++) {
            means[i] = i % 97 / 97f;
        }
        PixelMean mean = new PixelMean(output, means, normalization(3).deviation());
        try (ImagePipeline pipeline = new ImagePipeline(augmentation, mean, output)) {
            FloatBuffer fast = FloatBuffer.allocate(output.values() + 3).position(3);
            pipeline.write(encoded, EntryPoints.NONE, random(5), fast);
            FloatBuffer slow = FloatBuffer.allocate(output.values() + 3).position(3);
            Picture changed = augmentation.apply(PictureDecoder.decode(encoded), random(5));
            mean.levels().write(changed, slow);
            assertThat(fast.array()).containsExactly(slow.array());
            double value = (Byte.toUnsignedInt(changed.pixels()[0]) / 255.0 - means[0]) / 0.229;
            assertThat(slow.get(3)).isCloseTo((float) value, within(1e-5f));
        }
    }

    @Test
    void positionMovesBehindThePicture() {
        PictureShape shape = new PictureShape(1, 2, 3);
        FloatBuffer target = FloatBuffer.allocate(14);
        try (ImagePipeline pipeline = new ImagePipeline(new Augmentation(List.of()), normalization(1), shape)) {
            pipeline.write(GoldenPictures.formula(shape), random(0), target.position(1));
            assertThat(target.position()).isEqualTo(7);
            pipeline.write(GoldenPictures.formula(shape), random(0), target);
            assertThat(target.position()).isEqualTo(13);
        }
        assertThat(target.get(0)).isZero();
        assertThat(target.get(13)).isZero();
    }

    @Test
    void anotherSizeThanTheNetworkTakesIsRefused() {
        PictureShape shape = new PictureShape(3, 32, 32);
        FloatBuffer target = FloatBuffer.allocate(shape.values());
        try (ImagePipeline pipeline = new ImagePipeline(new Augmentation(List.of()), normalization(3), shape)) {
            assertThatThrownBy(
                            () -> pipeline.write(GoldenPictures.file("color.png"), EntryPoints.NONE, random(0), target))
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessage("a picture of 3x37x53 after augmentation, the network takes 3x32x32;"
                            + " bring all pictures to one size with { type = pad, size = N }");
            assertThat(target.position()).isZero();
        }
        assertThatThrownBy(() -> new ImagePipeline(new Augmentation(List.of()), normalization(1), shape))
                .hasMessage("a normalization of 1 channels and pictures of 3x32x32");
    }

    private static void assertSame(List<Transform> transforms, Picture picture, byte[] encoded)
            throws UndecodableException {
        Augmentation augmentation = new Augmentation(transforms);
        PictureShape output = augmentation.apply(picture, random(0)).shape();
        Normalization normalization = normalization(output.channels());
        try (ImagePipeline pipeline = new ImagePipeline(augmentation, normalization, output)) {
            for (int draw = 0; draw < DRAWS; draw++) {
                FloatBuffer fast = FloatBuffer.allocate(output.values());
                if (encoded == null) {
                    pipeline.write(picture, random(draw), fast);
                } else {
                    byte[] entryPoints = draw % 2 == 0 ? EntryPoints.NONE : PictureDecoder.entryPoints(encoded);
                    pipeline.write(encoded, entryPoints, random(draw), fast);
                }
                assertThat(fast.array()).as("draw %d", draw).containsExactly(slow(augmentation, picture, draw));
            }
        }
    }

    private static float[] slow(Augmentation augmentation, Picture picture, int draw) {
        Picture changed = augmentation.apply(picture, random(draw));
        FloatBuffer floats = FloatBuffer.allocate(changed.shape().values());
        normalization(changed.shape().channels()).levels().write(changed, floats);
        return floats.array();
    }

    private static Normalization normalization(int channels) {
        return new Normalization(
                List.of(0.485, 0.456, 0.406).subList(0, channels),
                List.of(0.229, 0.224, 0.225).subList(0, channels));
    }

    private static NamedRandom random(long record) {
        return NamedRandom.of(1, "augment", 0, record);
    }
}
