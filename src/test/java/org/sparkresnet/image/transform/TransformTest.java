package org.sparkresnet.image.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.transform.Transform.Flip;
import org.sparkresnet.image.transform.Transform.Pad;
import org.sparkresnet.image.transform.Transform.PadAndCrop;
import org.sparkresnet.random.NamedRandom;

class TransformTest {
    private static final int DRAWS = 25_000;

    /** One row of three pixels, 7 8 9. */
    private static final Picture ROW = new Picture(new PictureShape(1, 1, 3), new byte[] {7, 8, 9});

    @Test
    void padPutsThePictureInTheMiddleAndTheOddRowBefore() {
        assertThat(new Pad(4).apply(ROW, random(0)).pixels())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 8, 9, 0, 0, 0, 0);
    }

    @Test
    void padCutsALargerPictureToItsCenter() {
        assertThat(new Pad(1).apply(ROW, random(0)).pixels()).containsExactly(8);
    }

    @Test
    void everyCropIsEquallyLikely() {
        Picture marked = marked();
        long[] counts = new long[25];
        for (int record = 0; record < DRAWS; record++) {
            byte[] pixels = new PadAndCrop(2).apply(marked, random(record)).pixels();
            counts[indexOfMark(pixels)]++;
        }
        // 1000 of each expected, standard deviation 31.
        assertThat(LongStream.of(counts)).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void paddingOfZeroLeavesThePicture() {
        assertThat(new PadAndCrop(0).apply(ROW, random(0)).pixels()).containsExactly(7, 8, 9);
    }

    @Test
    void paddingWiderThanThePictureMayLeaveNothingOfIt() {
        List<byte[]> crops = IntStream.range(0, 100)
                .mapToObj(
                        record -> new PadAndCrop(50).apply(ROW, random(record)).pixels())
                .toList();
        assertThat(crops).contains(new byte[] {0, 0, 0});
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.5, 12250, 12750", "0.1, 2350, 2650", "1, 25000, 25000"})
    void pictureIsFlippedWithTheProbability(double probability, int least, int most) {
        int flipped = 0;
        for (int record = 0; record < DRAWS; record++) {
            byte first = new Flip(probability).apply(ROW, random(record)).pixels()[0];
            flipped += first == 9 ? 1 : 0;
        }
        assertThat(flipped).isBetween(least, most);
    }

    /** Crop and flip of one picture must not go together: each of 25 crops is flipped half of the time. */
    @Test
    void flipIsIndependentOfTheCrop() {
        Augmentation both = new Augmentation(List.of(new PadAndCrop(2), new Flip(0.5)));
        Augmentation cropOnly = new Augmentation(List.of(new PadAndCrop(2)));
        byte[] pixels = new byte[25];
        pixels[12] = 1;
        pixels[13] = 2;
        Picture marked = new Picture(new PictureShape(1, 5, 5), pixels);
        int[] flipped = new int[25];
        for (int record = 0; record < DRAWS; record++) {
            byte[] crop = cropOnly.apply(marked, random(record)).pixels();
            byte[] outcome = both.apply(marked, random(record)).pixels();
            flipped[indexOfMark(crop)] += Arrays.equals(crop, outcome) ? 0 : 1;
        }
        // 500 of each expected, standard deviation 22 (of the number of crops and of the flips among them).
        assertThat(IntStream.of(flipped)).allMatch(count -> count > 390 && count < 610);
    }

    @Test
    void transformsFollowEachOtherAndTellTheSizeThatComesOut() {
        Augmentation augmentation = new Augmentation(List.of(new Pad(5), new PadAndCrop(1), new Flip(1)));
        PictureShapes row = new PictureShapes.Equal(ROW.shape());
        PictureShape outcome = new PictureShape(1, 5, 5);
        assertThat(augmentation.outputShapes(row)).isEqualTo(new PictureShapes.Equal(outcome));
        assertThat(augmentation.apply(ROW, random(1)).shape()).isEqualTo(outcome);
        Augmentation none = new Augmentation(List.of());
        assertThat(none.apply(ROW, random(1))).isSameAs(ROW);
        assertThat(none.outputShapes(row)).isEqualTo(row);
    }

    @Test
    void impossibleTransformsAreRefused() {
        assertThatThrownBy(() -> new Pad(0)).hasMessage("size is 0, must be in [1, 8192]");
        assertThatThrownBy(() -> new PadAndCrop(8193)).hasMessage("padding is 8193, must be in [0, 8192]");
        assertThatThrownBy(() -> new Flip(Double.NaN)).hasMessage("probability is NaN, must be in [0, 1]");
    }

    /** 5 x 5 pixels with a mark in the middle, which no crop with two rows of padding loses. */
    private static Picture marked() {
        byte[] pixels = new byte[25];
        pixels[12] = 1;
        return new Picture(new PictureShape(1, 5, 5), pixels);
    }

    private static int indexOfMark(byte[] pixels) {
        int index = 0;
        while (pixels[index] != 1) {
            index++;
        }
        return index;
    }

    private static NamedRandom random(long record) {
        return NamedRandom.of(1, "augment", 0, record);
    }
}
