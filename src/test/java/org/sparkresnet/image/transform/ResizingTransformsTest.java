package org.sparkresnet.image.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.Window;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.resize.PlainResize;
import org.sparkresnet.image.transform.Transform.Flip;
import org.sparkresnet.random.NamedRandom;

/** Transforms that resize or cut: against torchvision where nothing is random, against their definition where it is. */
class ResizingTransformsTest {
    private static final Interval AREA = new Interval(0.08, 1);
    private static final Interval ASPECT = new Interval(0.75, 4 / 3.0);
    private static final int DRAWS = 20_000;

    static List<String> golden() {
        return GoldenPictures.lines("transformed.txt").stream()
                .map(words -> String.join(" ", words))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void picturesAreThoseOfTorchvision(String line) {
        String[] words = line.split(" ");
        int[] number = Arrays.stream(words, 1, 6).mapToInt(Integer::parseInt).toArray();
        Picture picture = GoldenPictures.formula(new PictureShape(3, number[1], number[2]));
        Picture outcome =
                switch (words[0]) {
                    case "resize" -> new Resize(number[0]).apply(picture, random(0));
                    case "center-crop" -> new CenterCrop(number[0]).apply(picture, random(0));
                    default -> middle(picture, number[0]);
                };
        assertThat(outcome.shape()).isEqualTo(new PictureShape(3, number[3], number[4]));
        assertThat(GoldenPictures.sha256(outcome)).isEqualTo(words[6]);
    }

    @Test
    void resizeThatChangesNothingAnswersThePictureItself() {
        Picture picture = GoldenPictures.formula(new PictureShape(3, 7, 9));
        assertThat(new Resize(7).apply(picture, random(0))).isSameAs(picture);
    }

    @Test
    void narrowPictureThatWouldFillTheMemoryIsThePersonsMistake() {
        Picture strip = GoldenPictures.formula(new PictureShape(3, 1, 60_000));
        assertThatThrownBy(() -> new Resize(64).apply(strip, random(0)))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "a picture of 3x1x60000 would become 3x64x3840000 with { type = resize, shorter-side = 64 },"
                                + " which is too large; leave it out of the data or crop it first");
        Picture longer = GoldenPictures.formula(new PictureShape(1, 1, 300_000));
        assertThatThrownBy(() -> new Resize(8192).apply(longer, random(0)))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage("a picture of 1x1x300000 would become 2457600000 pixels long with a shorter side of 8192;"
                        + " leave it out of the data or crop it first");
    }

    /** Every crop lies within the picture and has an area and an aspect that are allowed, up to whole pixels. */
    @Test
    void randomCropsKeepTheirBounds() {
        RandomResizedCrop crop = new RandomResizedCrop(32, AREA, ASPECT);
        for (PictureShape shape : List.of(new PictureShape(3, 375, 500), new PictureShape(3, 500, 375))) {
            double pixels = shape.height() * shape.width();
            for (int record = 0; record < DRAWS; record++) {
                Window window = crop.window(shape, random(record));
                assertThat(window.top()).isBetween(0, shape.height() - window.height());
                assertThat(window.left()).isBetween(0, shape.width() - window.width());
                assertThat(window.height() * window.width() / pixels).isBetween(0.078, 1.0);
                assertThat((double) window.width() / window.height()).isBetween(0.74, 1.35);
            }
        }
    }

    /** Small crops of a large picture always fit, so that their distribution is the one that is drawn from. */
    @Test
    void areaIsUniformAndAspectIsUniformInItsLogarithm() {
        RandomResizedCrop crop = new RandomResizedCrop(32, new Interval(0.1, 0.3), new Interval(0.5, 2));
        PictureShape shape = new PictureShape(3, 3000, 3000);
        long[] areas = new long[4];
        long[] aspects = new long[4];
        long[] tops = new long[4];
        for (int record = 0; record < DRAWS; record++) {
            Window window = crop.window(shape, random(record));
            double area = window.height() * window.width() / 9e6;
            double aspect = Math.log((double) window.width() / window.height()) / Math.log(2);
            areas[quarter((area - 0.1) / 0.2)]++;
            aspects[quarter((aspect + 1) / 2)]++;
            tops[quarter(window.top() / (3000.0 - window.height()))]++;
        }
        // 5000 of each expected, standard deviation 61.
        for (long[] counts : List.of(areas, aspects, tops)) {
            assertThat(Arrays.stream(counts)).allMatch(count -> count > 4700 && count < 5300);
        }
    }

    @Test
    void cropIsThatOfItsWindow() {
        RandomResizedCrop crop = new RandomResizedCrop(24, AREA, ASPECT);
        Picture picture = GoldenPictures.formula(new PictureShape(3, 61, 83));
        for (int record = 0; record < 50; record++) {
            NamedRandom own = NamedRandom.of(random(record).nextLong(), "random-resized-crop");
            Window window = crop.window(picture.shape(), own);
            Picture cut = picture.window(window.top(), window.left(), window.height(), window.width());
            assertThat(crop.apply(picture, random(record)).pixels())
                    .containsExactly(PlainResize.resize(cut, 24, 24).pixels());
        }
    }

    /** However many tries a crop takes, the flip behind it is drawn from the same place. */
    @Test
    void whatIsDrawnNextDoesNotDependOnTheTries() {
        Augmentation both = new Augmentation(List.of(new RandomResizedCrop(8, AREA, ASPECT), new Flip(0.5)));
        Augmentation cropOnly = new Augmentation(List.of(new RandomResizedCrop(8, AREA, ASPECT)));
        Picture wide = GoldenPictures.formula(new PictureShape(3, 9, 200));
        Picture square = GoldenPictures.formula(new PictureShape(3, 60, 60));
        for (int record = 0; record < 200; record++) {
            assertThat(isSame(both, cropOnly, wide, record)).isEqualTo(isSame(both, cropOnly, square, record));
        }
    }

    @Test
    void scaleAndCropIsACropOfTheResizedPicture() {
        ScaleAndCrop transform = new ScaleAndCrop(24, 40, 20);
        for (PictureShape shape : List.of(new PictureShape(3, 61, 83), new PictureShape(1, 83, 30))) {
            Picture picture = GoldenPictures.formula(shape);
            for (int record = 0; record < 50; record++) {
                NamedRandom random = random(record);
                int side = 24 + random.nextInt(17);
                PictureShape scaled = shape.height() < shape.width()
                        ? shape.resized(side, side * shape.width() / shape.height())
                        : shape.resized(side * shape.height() / shape.width(), side);
                int top = random.nextInt(scaled.height() - 20 + 1);
                int left = random.nextInt(scaled.width() - 20 + 1);
                Picture whole = PlainResize.resize(picture, scaled.height(), scaled.width());
                assertThat(transform.apply(picture, random(record)).pixels())
                        .containsExactly(whole.window(top, left, 20, 20).pixels());
            }
        }
    }

    /** The picture is not resized, so the first pixel tells where the crop begins. */
    @Test
    void everyPlaceOfTheCropIsEquallyLikely() {
        byte[] pixels = new byte[32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 8);
        }
        Picture picture = new Picture(new PictureShape(1, 4, 8), pixels);
        ScaleAndCrop transform = new ScaleAndCrop(4, 4, 4);
        long[] counts = new long[5];
        for (int record = 0; record < DRAWS; record++) {
            counts[transform.apply(picture, random(record)).pixels()[0]]++;
        }
        // 4000 of each expected, standard deviation 57.
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 3750 && count < 4250);
    }

    @Test
    void transformsTellTheSizeThatComesOutOfAnyPicture() {
        PictureShapes various = new PictureShapes.Various(3);
        PictureShapes equal = new PictureShapes.Equal(new PictureShape(3, 60, 90));
        Resize resize = new Resize(40);
        assertThat(resize.outputShapes(various)).isEqualTo(various);
        assertThat(resize.outputShapes(equal)).isEqualTo(new PictureShapes.Equal(new PictureShape(3, 40, 60)));
        PictureShapes square = new PictureShapes.Equal(new PictureShape(3, 24, 24));
        for (Transform crop : List.of(
                new CenterCrop(24),
                new RandomResizedCrop(24, AREA, ASPECT),
                new ScaleAndCrop(24, 30, 24),
                new Transform.Pad(24))) {
            assertThat(crop.outputShapes(various)).isEqualTo(square);
            assertThat(crop.outputShapes(equal)).isEqualTo(square);
            assertThat(crop.apply(GoldenPictures.formula(new PictureShape(3, 60, 90)), random(3))
                            .shape())
                    .isEqualTo(new PictureShape(3, 24, 24));
        }
        Augmentation none = new Augmentation(List.of(new Flip(0.5), new Transform.PadAndCrop(4)));
        assertThat(none.outputShapes(various).common()).isEmpty();
        assertThat(new Augmentation(List.of(resize, new CenterCrop(24))).outputShapes(various))
                .isEqualTo(square);
    }

    @Test
    void impossibleTransformsAreRefused() {
        assertThatThrownBy(() -> new Resize(0)).hasMessage("shorter-side is 0, must be in [1, 8192]");
        assertThatThrownBy(() -> new CenterCrop(8193)).hasMessage("size is 8193, must be in [1, 8192]");
        assertThatThrownBy(() -> new ScaleAndCrop(200, 300, 224))
                .hasMessage("shorter-side is 200, must be in [224, 8192]");
        assertThatThrownBy(() -> new ScaleAndCrop(300, 299, 224))
                .hasMessage("shorter-side is 299, must be in [300, 8192]");
        assertThatThrownBy(() -> new RandomResizedCrop(8, new Interval(0.5, 1.1), ASPECT))
                .hasMessage("area reaches 1.1, must be at most 1");
        assertThatThrownBy(() -> new Interval(0, 1)).hasMessage("no range above 0: 0.0 to 1.0");
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessage("no range above 0: 2.0 to 1.0");
        assertThatThrownBy(() -> new Interval(1, Double.NaN)).hasMessage("no range above 0: 1.0 to NaN");
    }

    private static Picture middle(Picture picture, int size) {
        Window window = new RandomResizedCrop(size, AREA, ASPECT).middle(picture.shape());
        Picture cut = picture.window(window.top(), window.left(), window.height(), window.width());
        return PlainResize.resize(cut, size, size);
    }

    private static boolean isSame(Augmentation first, Augmentation second, Picture picture, int record) {
        return Arrays.equals(
                first.apply(picture, random(record)).pixels(),
                second.apply(picture, random(record)).pixels());
    }

    private static int quarter(double part) {
        return Math.max(0, Math.min(3, (int) (part * 4)));
    }

    private static NamedRandom random(long record) {
        return NamedRandom.of(1, "augment", 0, record);
    }
}
