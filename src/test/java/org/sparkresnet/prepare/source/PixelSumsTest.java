package org.sparkresnet.prepare.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.PictureFacts;

class PixelSumsTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-14);

    @Test
    void colorPicturesGiveAMeanPerChannelAndPlace() {
        PixelSums sums = new PixelSums();
        // [2, 1, 3]: two rows of one pixel, red green blue.
        sums.add(new Content.Raw(2, 1, 3, bytes(255, 0, 51, 255, 0, 51)));
        sums.add(new Content.Raw(2, 1, 3, bytes(255, 255, 51, 0, 0, 51)));
        PictureFacts facts = sums.facts();
        assertThat(List.of(facts.channels(), facts.height(), facts.width())).containsExactly(3, 2, 1);
        assertThat(facts.mean()).containsExactly(0.75, 0.25, 0.2);
        assertThat(facts.deviation().get(0)).isCloseTo(Math.sqrt(0.75 * 0.25), ROUNDING);
        assertThat(facts.deviation().get(1)).isCloseTo(Math.sqrt(0.75 * 0.25), ROUNDING);
        assertThat(facts.deviation().get(2)).isZero();
        assertThat(facts.pixelMean()).containsExactly(1.0, 0.5, 0.5, 0.0, 0.2, 0.2);
    }

    @Test
    void anyGroupingGivesTheSameFacts() {
        Random random = new Random(3);
        PixelSums all = new PixelSums();
        PixelSums[] parts = {new PixelSums(), new PixelSums(), new PixelSums()};
        for (int i = 0; i < 50; i++) {
            byte[] pixels = new byte[4 * 5 * 3];
            random.nextBytes(pixels);
            Content.Raw picture = new Content.Raw(4, 5, 3, pixels);
            all.add(picture);
            parts[i % 2].add(picture);
        }
        // The middle one has seen nothing.
        assertThat(parts[2].merge(parts[1]).merge(parts[0]).facts()).isEqualTo(all.facts());
    }

    @Test
    void picturesOfSeveralSizesHaveNoPlaces() {
        for (boolean merged : new boolean[] {false, true}) {
            PictureFacts facts = sum(
                            merged,
                            new Content.Raw(1, 2, 1, bytes(255, 0)),
                            new Content.Raw(1, 1, 1, bytes(255)),
                            new Content.Raw(1, 1, 1, bytes(0)))
                    .facts();
            assertThat(List.of(facts.channels(), facts.height(), facts.width())).containsExactly(1, 0, 0);
            assertThat(facts.mean()).containsExactly(0.5);
            assertThat(facts.deviation()).containsExactly(0.5);
            assertThat(facts.pixelMean()).isEmpty();
        }
    }

    @Test
    void picturesOfSeveralKindsHaveNothingInCommon() {
        Content.Raw gray = new Content.Raw(1, 1, 1, bytes(255));
        Content.Raw color = new Content.Raw(1, 1, 3, bytes(255, 0, 0));
        for (boolean merged : new boolean[] {false, true}) {
            assertThat(sum(merged, gray, color, gray).facts()).isEqualTo(PictureFacts.unknown());
            assertThat(sum(merged, color, gray, color).facts()).isEqualTo(PictureFacts.unknown());
        }
        assertThat(new PixelSums().facts()).isEqualTo(PictureFacts.unknown());
    }

    @Test
    void sumsOfPicturesGiveWhatTheirPixelsGiveExceptPlaces() {
        Content.Raw small = new Content.Raw(1, 2, 3, bytes(9, 8, 7, 200, 100, 50));
        Content.Raw other = new Content.Raw(1, 2, 3, bytes(1, 2, 3, 255, 0, 255));
        PixelSums sums = new PixelSums();
        sums.add(sumsOf(small));
        sums.add(sumsOf(other));
        PictureFacts expected = sum(false, small, other).facts();
        assertThat(sums.facts()).isEqualTo(new PictureFacts(3, 1, 2, expected.mean(), expected.deviation(), List.of()));
        sums.add(sumsOf(new Content.Raw(1, 1, 3, bytes(0, 0, 0))));
        assertThat(sums.facts())
                .isEqualTo(sum(true, small, other, new Content.Raw(1, 1, 3, bytes(0, 0, 0)))
                        .facts());
    }

    @Test
    void placesAreForgottenWhereOnePictureLacksThem() {
        Content.Raw picture = new Content.Raw(1, 2, 1, bytes(255, 0));
        PixelSums sums = new PixelSums();
        sums.add(picture);
        sums.add(sumsOf(picture));
        sums.add(picture);
        PixelSums merged = sum(false, picture).merge(sums);
        assertThat(merged.facts()).isEqualTo(new PictureFacts(1, 1, 2, List.of(0.5), List.of(0.5), List.of()));
    }

    private static PictureSums sumsOf(Content.Raw raw) {
        return PictureSums.of(raw.channels(), raw.height(), raw.width(), raw.pixels());
    }

    private static PixelSums sum(boolean merged, Content.Raw... pictures) {
        PixelSums sums = new PixelSums();
        for (Content.Raw picture : pictures) {
            PixelSums target = merged ? new PixelSums() : sums;
            target.add(picture);
            if (merged) {
                sums.merge(target);
            }
        }
        return sums;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
