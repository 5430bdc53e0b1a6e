package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.random.NamedRandom;

class MixingTest {
    private static final PictureShape SHAPE = new PictureShape(2, 7, 10);
    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void mixupIsTheWeightedMeanOfEachPictureAndItsPartner(int size) {
        float[] before = pictures(size);
        float[] after = before.clone();
        float share = new Mixing.Mixup(0.7).mix(pairs(after), NamedRandom.of(1, "mix", size));
        assertThat(share).isEqualTo((float) NamedRandom.of(1, "mix", size).nextBeta(0.7));
        for (int i = 0; i < before.length; i++) {
            float partner = before[partnerOf(i, size)];
            boolean isOwnPartner = 2 * (i / SHAPE.values()) == size - 1;
            assertThat(after[i]).isEqualTo(isOwnPartner ? before[i] : share * before[i] + (1 - share) * partner);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void cutmixTakesABoxFromThePartnerAndTheRestFromThePicture(int size) {
        float[] before = pictures(size);
        for (int step = 0; step < 50; step++) {
            float[] after = before.clone();
            float share = new Mixing.Cutmix(1).mix(pairs(after), NamedRandom.of(1, "mix", step));
            NamedRandom again = NamedRandom.of(1, "mix", step);
            Box box = Box.of(again.nextBeta(1), SHAPE, again);
            int inside = 0;
            for (int i = 0; i < before.length; i++) {
                boolean isInside = contains(box, i / SHAPE.width() % SHAPE.height(), i % SHAPE.width());
                assertThat(after[i]).isEqualTo(before[isInside ? partnerOf(i, size) : i]);
                inside += isInside ? 1 : 0;
            }
            assertThat(share).isCloseTo(1 - (float) inside / before.length, within(1e-6f));
        }
    }

    /** The authors' function rand_bbox, for sides where rounding shows. */
    @Test
    void boxHasTheSidesOfThePaperRoundedDownToWholePairs() {
        PictureShape large = new PictureShape(3, 1000, 2001);
        boolean[] whole = new boolean[1];
        for (int draw = 0; draw < 200; draw++) {
            Box box = Box.of(0.75, large, NamedRandom.of(2, "box", draw));
            assertThat(box.top()).isBetween(0, box.bottom());
            assertThat(box.left()).isBetween(0, box.right());
            assertThat(box.bottom() - box.top()).isBetween(250, 500);
            assertThat(box.right() - box.left()).isBetween(500, 1000);
            assertThat(box.bottom()).isLessThanOrEqualTo(1000);
            assertThat(box.right()).isLessThanOrEqualTo(2001);
            whole[0] |= box.bottom() - box.top() == 500 && box.right() - box.left() == 1000;
        }
        assertThat(whole[0]).isTrue();
    }

    @Test
    void aPictureThatStaysWholeHasAnEmptyBoxAndOneThatGoesHasThatOfTheCutOffCenter() {
        for (int draw = 0; draw < 50; draw++) {
            assertThat(Box.of(1, SHAPE, NamedRandom.of(2, "box", draw)).partOf(SHAPE))
                    .isZero();
            assertThat(Box.of(0, SHAPE, NamedRandom.of(2, "box", draw)).partOf(SHAPE))
                    .isBetween(3 * 5 / 70.0, 6 * 10 / 70.0);
        }
    }

    /** Boxes that reach one pixel beyond their center to each side, so that their ends tell the center. */
    @Test
    void everyRowAndColumnIsACenterAsOftenAsTheOthers() {
        int[] rows = new int[SHAPE.height()];
        int[] columns = new int[SHAPE.width()];
        for (int draw = 0; draw < DRAWS; draw++) {
            Box box = Box.of(0.91, SHAPE, NamedRandom.of(3, "box", draw));
            rows[box.bottom() - 1]++;
            columns[box.right() - 1]++;
        }
        assertThat(Arrays.stream(rows)).allMatch(count -> Math.abs(count - DRAWS / 7.0) < 5 * Math.sqrt(DRAWS / 7.0));
        assertThat(Arrays.stream(columns))
                .allMatch(count -> Math.abs(count - DRAWS / 10.0) < 5 * Math.sqrt(DRAWS / 10.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1})
    void meanShareOfMixupIsOneHalf(double alpha) {
        float[] pictures = pictures(2);
        double sum = 0;
        for (int step = 0; step < DRAWS; step++) {
            sum += new Mixing.Mixup(alpha).mix(pairs(pictures), NamedRandom.of(5, "mix", step));
        }
        assertThat(sum / DRAWS).isCloseTo(0.5, within(0.015));
    }

    /**
     * A side s of 1 has s - s^2/4 left, on average, when it is cut off around a center that is uniform in [0, 1]; with s =
     * sqrt(1 - share), and a share that is uniform, the box has 1/2 - 1/5 + 1/48 of the picture.
     */
    @Test
    void meanPartOfABoxIsThatOfTheDistribution() {
        PictureShape large = new PictureShape(3, 2000, 3000);
        double sum = 0;
        for (int step = 0; step < DRAWS; step++) {
            NamedRandom random = NamedRandom.of(5, "mix", step);
            sum += Box.of(random.nextBeta(1), large, random).partOf(large);
        }
        assertThat(sum / DRAWS).isCloseTo(0.3208, within(0.01));
    }

    @Test
    void eitherIsOneOfTheTwoAtEvenOdds() {
        Mixing.Mixup mixup = new Mixing.Mixup(0.4);
        Mixing.Cutmix cutmix = new Mixing.Cutmix(1.5);
        int mixups = 0;
        for (int step = 0; step < 1000; step++) {
            float[] found = pictures(2);
            float share = new Mixing.Either(mixup, cutmix).mix(pairs(found), NamedRandom.of(4, "mix", step));
            NamedRandom again = NamedRandom.of(4, "mix", step);
            boolean isMixup = again.nextDouble() < 0.5;
            float[] expected = pictures(2);
            assertThat(share).isEqualTo((isMixup ? mixup : cutmix).mix(pairs(expected), again));
            assertThat(found).containsExactly(expected);
            mixups += isMixup ? 1 : 0;
        }
        assertThat(mixups).isBetween(420, 580);
    }

    @Test
    void noneLeavesPicturesAndLabelsAlone() {
        float[] pictures = pictures(4);
        assertThat(new Mixing.None().mix(pairs(pictures), NamedRandom.of(1, "mix")))
                .isEqualTo(1);
        assertThat(pictures).containsExactly(pictures(4));
    }

    @Test
    void otherStepsLanesAndSeedsDrawOtherShares() {
        Set<Float> shares = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            for (long step = 0; step < 4; step++) {
                for (int lane = 0; lane < 5; lane++) {
                    BatchAssembler assembler = new BatchAssembler(
                            SmallDataSet.ASSEMBLER.augmentation(),
                            new Mixing.Mixup(1),
                            SmallDataSet.ASSEMBLER.input(),
                            seed,
                            false);
                    shares.add(
                            assembler.mix(new RecordBatch(step, step / 2, lane, List.of()), FloatBuffer.allocate(0)));
                }
            }
        }
        assertThat(shares).hasSize(60);
    }

    @Test
    void settingsChooseByName() {
        assertThat(read(8)).isEqualTo(new Mixing.None());
        assertThat(read(8, "augment.mix.type=mixup")).isEqualTo(new Mixing.Mixup(0.2));
        assertThat(read(8, "augment.mix.type=cutmix", "augment.mix.cutmix-alpha=0.5"))
                .isEqualTo(new Mixing.Cutmix(0.5));
        assertThat(read(2, "augment.mix={type=either,mixup-alpha=3}"))
                .isEqualTo(new Mixing.Either(new Mixing.Mixup(3), new Mixing.Cutmix(1)));
        assertThat(read(1)).isEqualTo(new Mixing.None());
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> read(8, "augment.mix.type=mixed"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("augment.mix.type = mixed")
                .hasMessageContaining("none, mixup, cutmix, either");
        assertThatThrownBy(() -> read(8, "augment.mix.mixup-alpha=0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("augment.mix.mixup-alpha = 0")
                .hasMessageContaining("a number above 0");
        assertThatThrownBy(() -> read(1, "augment.mix.type=cutmix"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("augment.mix.type = cutmix")
                .hasMessageContaining("data.micro-batch is 1; set it to 2 or more, or this to none");
    }

    private static Mixing read(int microBatch, String... overrides) {
        Settings settings = Settings.load(Optional.empty(), List.of(overrides));
        Mixing mixing = Mixing.from(settings, microBatch);
        settings.throwIfInvalid();
        return mixing;
    }

    private static boolean contains(Box box, int row, int column) {
        return row >= box.top() && row < box.bottom() && column >= box.left() && column < box.right();
    }

    /** The same value in the picture as far from the end of the batch as this one is from its beginning. */
    private static int partnerOf(int i, int size) {
        return (size - 1 - i / SHAPE.values()) * SHAPE.values() + i % SHAPE.values();
    }

    private static float[] pictures(int size) {
        NamedRandom random = NamedRandom.of(9, "pictures");
        float[] values = new float[size * SHAPE.values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static PicturePairs pairs(float[] pictures) {
        return new PicturePairs(FloatBuffer.wrap(pictures), SHAPE);
    }
}
