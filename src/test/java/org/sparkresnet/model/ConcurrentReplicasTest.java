package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.replica.Replica;

/** In local mode all workers are threads of one process. */
class ConcurrentReplicasTest {
    private static final PictureShape SHAPE = new PictureShape(1, 16, 16);
    private static final int REPLICAS = 4;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void replicasSideBySideComputeTheBitsOfOneAlone(int threads) throws InterruptedException, ExecutionException {
        List<float[]> alone = train(threads, 3);
        for (List<float[]> together : sideBySide(threads)) {
            assertThat(together).hasSameSizeAs(alone);
            for (int i = 0; i < alone.size(); i++) {
                assertThat(Arrays.equals(together.get(i), alone.get(i)))
                        .as("state " + i)
                        .isTrue();
            }
        }
    }

    @Test
    void newReplicaAfterAClosedOneIsLikeTheFirst() throws InterruptedException, ExecutionException {
        List<float[]> first = train(1, 1);
        List<float[]> sameThread = train(1, 1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            List<float[]> otherThread = other.submit(() -> train(1, 1)).get();
            assertThat(sameThread.get(1)).isEqualTo(first.get(1));
            assertThat(otherThread.get(1)).isEqualTo(first.get(1));
        } finally {
            other.shutdown();
        }
    }

    private static List<List<float[]>> sideBySide(int threads) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(REPLICAS);
        CountDownLatch start = new CountDownLatch(REPLICAS);
        try {
            List<Future<List<float[]>>> futures = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                futures.add(workers.submit(() -> {
                    start.countDown();
                    start.await();
                    return train(threads, 3);
                }));
            }
            List<List<float[]>> results = new ArrayList<>();
            for (Future<List<float[]>> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            workers.shutdown();
        }
    }

    /** The parameters at the start and after each step of a replica that lives in the calling thread. */
    private static List<float[]> train(int threads, int steps) {
        GraphReplica.Blueprint blueprint = new GraphReplica.Blueprint(
                Networks.SMALL, Networks.input(SHAPE), Networks.HEAVY_BALL, 1, Networks.compute(threads));
        try (Replica replica = blueprint.create()) {
            List<float[]> states = new ArrayList<>(List.of(Formulas.copy(replica.parameters())));
            for (int step = 0; step < steps; step++) {
                replica.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 8, step)));
                replica.update(replica.gradient(), 1, 0.05);
                replica.evaluate(Formulas.batch(SHAPE, 3, step));
                states.add(Formulas.copy(replica.parameters()));
            }
            return states;
        }
    }
}
