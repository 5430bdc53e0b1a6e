package org.sparkresnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.pipeline.PipelineMemory;
import org.sparkresnet.train.MemoryLimit.Kind;
import org.sparkresnet.train.MemoryLimit.Share;

class MemoryPlanTest {
    private static final int MEGABYTE = 1 << 20;
    private static final MemoryPlan PLAN = new MemoryPlan(
            30 * MEGABYTE,
            20 * MEGABYTE,
            500 * MEGABYTE,
            5 * MEGABYTE,
            70 * MEGABYTE,
            new PipelineMemory(80 * MEGABYTE, 300 * MEGABYTE, 120 * MEGABYTE));

    @ParameterizedTest
    @CsvSource({"DIRECT_BUFFERS, 75", "HEAP, 770", "OUTSIDE_HEAP, 2475", "ALL, 3475"})
    void exactlyEnoughIsEnoughAndOneByteLessIsNot(Kind kind, long megabytes) {
        Share share = new Share(2, 3, 1000L * MEGABYTE);
        long enough = megabytes * MEGABYTE;
        assertThatCode(() -> PLAN.requireWithin(List.of(new MemoryLimit(kind, "it", enough, share, "more"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PLAN.requireWithin(List.of(new MemoryLimit(kind, "it", enough - 1, share, "more"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void allLimitsThatAreTooLowAreNamedWithNeedAndRemedy() {
        Share share = new Share(1, 2, 0);
        assertThatThrownBy(() -> PLAN.requireWithin(List.of(
                        new MemoryLimit(Kind.DIRECT_BUFFERS, "a.setting", 10 * MEGABYTE, share, "raise a"),
                        new MemoryLimit(Kind.OUTSIDE_HEAP, "b.setting", 20 * MEGABYTE, share, "raise b"),
                        new MemoryLimit(Kind.HEAP, "h.setting", 30 * MEGABYTE, share, "raise h"),
                        new MemoryLimit(Kind.ALL, "c.setting", 1L << 40, share, "raise c"))))
                .hasMessage(
                        "a.setting = 10 MB: too little for 2 workers of this recipe, which need 50 MB there; raise a,"
                                + " or choose a smaller data.micro-batch (" + PLAN + ")" + System.lineSeparator()
                                + "b.setting = 20 MB: too little for 2 workers of this recipe, which need 1530 MB there; raise b,"
                                + " or choose a smaller data.micro-batch (" + PLAN + ")" + System.lineSeparator()
                                + "h.setting = 30 MB: too little for 2 workers of this recipe, which need 460 MB there; raise h,"
                                + " or choose a smaller data.shuffle-block (" + PLAN + ")");
    }

    @Test
    void heapThatIsTooSmallForTheLargestPicturesIsWarnedOf() {
        Share share = new Share(1, 2, 0);
        MemoryLimit low = new MemoryLimit(Kind.HEAP, "h.setting", 700L * MEGABYTE, share, "raise h");
        assertThatCode(() -> PLAN.requireWithin(List.of(low))).doesNotThrowAnyException();
        assertThat(PLAN.warnings(List.of(low)))
                .containsExactly("h.setting = 700 MB: enough, but for the largest progressive JPEGs and PNGs that"
                        + " augment.most-megapixels allows; with these 2 workers need 900 MB there");
        assertThat(PLAN.warnings(List.of(new MemoryLimit(Kind.HEAP, "h", 900L * MEGABYTE, share, ""))))
                .isEmpty();
        assertThat(PLAN.warnings(List.of(new MemoryLimit(Kind.ALL, "a", 1, share, ""))))
                .isEmpty();
    }
}
