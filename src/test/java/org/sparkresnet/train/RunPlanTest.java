package org.sparkresnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPlanTest {
    @Test
    void stopsAtEpochsEvaluationsCheckpointsAndTheEnd() {
        RunPlan plan = new RunPlan(10, 34, 15, 6);
        assertThat(stops(plan, 0)).containsExactly(6L, 10L, 12L, 15L, 18L, 20L, 24L, 30L, 34L);
        assertThat(stops(plan, 0)).filteredOn(plan::evaluatesAt).containsExactly(15L, 30L, 34L);
        assertThat(stops(plan, 0)).filteredOn(plan::savesAt).containsExactly(6L, 12L, 18L, 24L, 30L, 34L);
    }

    @Test
    void aRunEnteredInTheMiddleHasTheSameStops() {
        RunPlan plan = new RunPlan(10, 34, 15, 6);
        assertThat(stops(plan, 12)).containsExactly(15L, 18L, 20L, 24L, 30L, 34L);
    }

    @Test
    void zeroMeansOnlyAtTheEnd() {
        RunPlan plan = new RunPlan(10, 25, 0, 0);
        assertThat(stops(plan, 0)).containsExactly(10L, 20L, 25L);
        assertThat(stops(plan, 0)).filteredOn(plan::evaluatesAt).containsExactly(25L);
        assertThat(stops(plan, 0)).filteredOn(plan::savesAt).containsExactly(25L);
    }

    @Test
    void aRunWithoutStepsEvaluatesAndSavesOnce() {
        RunPlan plan = new RunPlan(10, 0, 5, 5);
        assertThat(plan.evaluatesAt(0)).isTrue();
        assertThat(plan.savesAt(0)).isTrue();
    }

    private static List<Long> stops(RunPlan plan, long from) {
        List<Long> stops = new ArrayList<>();
        for (long step = from; step < plan.totalSteps(); ) {
            step = plan.nextStop(step);
            stops.add(step);
        }
        return stops;
    }
}
