package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.replica.Replica;

/** To whom a replica belongs, and what is left when it is closed. */
class GraphReplicaLifeTest {
    private static final PictureShape SHAPE = Networks.TINY_PICTURE;
    private static final double RATE = 0.05;

    @Test
    void closingFreesTheWorkspacesOfTheThread() {
        try (Replica replica = Networks.small(SHAPE, 1, Backend.ND4J)) {
            step(replica, 0);
            assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                    .isNotEmpty();
        }
        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .isEmpty();
    }

    @Test
    void closingOneReplicaLeavesAnotherOfTheThreadAlone() {
        try (Replica undisturbed = Networks.small(SHAPE, 1);
                Replica disturbed = Networks.small(SHAPE, 1)) {
            step(undisturbed, 0);
            step(undisturbed, 1);
            step(disturbed, 0);
            try (Replica neighbor = Networks.small(SHAPE, 2)) {
                step(neighbor, 0);
            }
            step(disturbed, 1);
            assertThat(disturbed.parameters()).isEqualTo(undisturbed.parameters());
        }
    }

    @Test
    void otherThreadsMayNotComputeWithIt() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            Batch batch = Formulas.batch(SHAPE, 1, 0);
            assertThat(List.<ThrowingCallable>of(
                            () -> replica.computeGradient(new Minibatch(0, 0, batch)),
                            () -> replica.evaluate(batch),
                            replica::close))
                    .allSatisfy(call -> assertThat(CompletableFuture.supplyAsync(() -> catchThrowable(call))
                                    .join())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("the replica belongs to"));
            assertThat(replica.computeGradient(new Minibatch(0, 0, batch)).isFinite())
                    .isTrue();
        }
    }

    @Test
    void closedReplicaGivesNoBuffers() {
        Replica replica = Networks.small(SHAPE, 1);
        replica.close();
        replica.close();
        assertThatThrownBy(replica::parameters)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the replica is closed");
        assertThatThrownBy(replica::momentum).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(replica::gradient).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> replica.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 1, 0))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> replica.evaluate(Formulas.batch(SHAPE, 1, 0)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> replica.update(Formulas.direct(1), 1, RATE)).isInstanceOf(IllegalStateException.class);
    }

    private static void step(Replica replica, int step) {
        replica.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 4, step)));
        replica.update(replica.gradient(), 1, RATE);
    }
}
