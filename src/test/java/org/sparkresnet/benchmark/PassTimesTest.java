package org.sparkresnet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassTimesTest {
    @Test
    void medianIsTheMiddleOfSortedTimes() {
        assertThat(new PassTimes(List.of(5.0, 1.0, 3.0), Map.of()).median()).isEqualTo(3);
        assertThat(new PassTimes(List.of(5.0, 1.0, 3.0, 4.0), Map.of()).median())
                .isEqualTo(3.5);
        assertThat(new PassTimes(List.of(5.0, 1.0), Map.of()).shortest()).isEqualTo(1);
    }

    @Test
    void restIsWhatNoKindHas() {
        PassTimes times = new PassTimes(List.of(2.0, 3.0), Map.of("addition", 1.5, "update", 0.5));
        assertThat(times.sum()).isEqualTo(5);
        assertThat(times.rest()).isEqualTo(3);
    }

    @Test
    void warmUpIsRunButNotMeasured() {
        KindTimes kinds = new KindTimes();
        int[] runs = {0};
        PassTimes times = PassTimes.measure(
                new Repetitions(2, 3), kinds, () -> kinds.run(runs[0] < 2 ? "early" : "late", () -> runs[0]++));
        assertThat(runs[0]).isEqualTo(5);
        assertThat(times.passes()).hasSize(3).isSorted();
        assertThat(times.kinds()).containsOnlyKeys("late");
        assertThat(times.rest()).isNotNegative();
        assertThat(kinds.takeSeconds()).isEmpty();
    }

    @Test
    void everyKindHasItsOwnSum() {
        KindTimes kinds = new KindTimes();
        kinds.run("a", () -> {});
        kinds.run("b", () -> {});
        kinds.run("a", () -> {});
        assertThat(kinds.takeSeconds()).containsOnlyKeys("a", "b").allSatisfy((kind, seconds) -> assertThat(seconds)
                .isNotNegative());
        assertThat(kinds.takeSeconds()).isEmpty();
    }

    @Test
    void nothingMeasuredIsADefect() {
        assertThatThrownBy(() -> new PassTimes(List.of(), Map.of())).hasMessage("no pass was timed");
        assertThatThrownBy(() -> new Repetitions(0, 0)).hasMessage("0 repetitions behind 0");
        assertThatThrownBy(() -> new Repetitions(-1, 1)).hasMessage("1 repetitions behind -1");
    }
}
