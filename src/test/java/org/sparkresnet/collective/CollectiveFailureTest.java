package org.sparkresnet.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CollectiveFailureTest {
    private static final int FLOATS = 1000;

    @Test
    void anAbortReachesPendingAndLaterCallsWithItsReason() throws Exception {
        try (Workers workers = Workers.joined(4, 4, FLOATS)) {
            Future<float[]> pending = workers.start(0, (rank, collective) -> sum(collective, 4, rank, 0));
            workers.get(3).abort("disk full");
            assertAborted(pending, 3, "disk full");
            for (int rank = 0; rank < 3; rank++) {
                Future<float[]> later = workers.start(rank, (r, collective) -> sum(collective, 4, r, 1));
                assertAborted(later, 3, "disk full");
            }
            assertThatThrownBy(() -> sum(workers.get(3), 4, 3, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has left its group: disk full");
        }
    }

    @Test
    void aClosedWorkerIsLostToThoseWhoStillNeedIt() throws Exception {
        try (Workers workers = Workers.joined(3, 3, FLOATS)) {
            List<Future<float[]>> pending = List.of(
                    workers.start(0, (rank, collective) -> sum(collective, 3, rank, 0)),
                    workers.start(1, (rank, collective) -> sum(collective, 3, rank, 0)));
            workers.get(2).close();
            for (Future<float[]> call : pending) {
                assertLost(call, 2, workers.addresses().get(2).toString());
            }
        }
    }

    @Test
    void aWorkerThatIsDoneMayCloseWhileOthersStillWait() throws Exception {
        try (Workers workers = Workers.joined(3, 3, FLOATS)) {
            workers.onAll((rank, collective) -> {
                float[] sum = sum(collective, 3, rank, 0);
                collective.close();
                assertThat(sum).containsExactly(LaneVectors.sum(0, 3, FLOATS));
                return rank;
            });
        }
    }

    @Test
    void aWorkerThatDoesNotComeInTimeIsLostAndNamedToAll() throws Exception {
        Duration patience = Duration.ofSeconds(3);
        try (Collective first = bind(0, 3, FLOATS, Workers.SECRET, patience);
                Collective second = bind(1, 3, FLOATS, Workers.SECRET, Workers.TIMEOUT);
                Collective third = bind(2, 3, FLOATS, Workers.SECRET, Workers.TIMEOUT)) {
            List<WorkerAddress> addresses = List.of(first.address(), second.address(), third.address());
            Future<?> joining = inBackground(() -> second.join(addresses));
            Future<?> last = inBackground(() -> third.join(addresses));
            first.join(addresses);
            joining.get();
            last.get();
            Future<?> other = inBackground(() -> sum(second, 3, 1, 0));
            assertThatThrownBy(() -> sum(first, 3, 0, 0))
                    .isInstanceOf(PeerLostException.class)
                    .hasMessageContaining("worker 2")
                    .hasMessageContaining(third.address().toString())
                    .hasMessageContaining("no answer in time")
                    .hasMessageContaining("its lanes of step 0");
            assertLost(other, 2, "worker 0 reports");
        }
    }

    @Test
    void anInterruptEndsACallAndTellsThePeers() throws Exception {
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            FutureTask<float[]> call = new FutureTask<>(() -> sum(workers.get(0), 2, 0, 0));
            Thread caller = new Thread(call);
            caller.start();
            while (caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> sum(workers.get(1), 2, 1, 0))
                    .isInstanceOf(PeerAbortedException.class)
                    .hasMessageContaining("InterruptedException");
        }
    }

    @Test
    void anInterruptBeforeACallEndsItToo() throws Exception {
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            Future<float[]> interrupted = workers.start(0, (rank, collective) -> {
                Thread.currentThread().interrupt();
                return sum(collective, 2, rank, 0);
            });
            assertThatThrownBy(interrupted::get).hasCauseInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> sum(workers.get(1), 2, 1, 0)).isInstanceOf(PeerAbortedException.class);
        }
    }

    @Test
    void workersAtDifferentStepsDoNotMixTheirVectors() throws Exception {
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            Future<float[]> ahead = workers.start(0, (rank, collective) -> sum(collective, 2, rank, 8));
            Future<float[]> behind = workers.start(1, (rank, collective) -> sum(collective, 2, rank, 7));
            for (Future<float[]> call : List.of(ahead, behind)) {
                assertThatThrownBy(call::get)
                        .hasCauseInstanceOf(ExchangeException.class)
                        .hasMessageContaining("step 7")
                        .hasMessageContaining("step 8");
            }
        }
    }

    @Test
    void broadcastsOfDifferentSizesAreRefused() throws Exception {
        try (Workers workers = Workers.joined(2, 2, FLOATS)) {
            Future<Integer> receiver = workers.start(1, (rank, collective) -> {
                collective.broadcast(0, LaneVectors.offHeap(5), LaneVectors.offHeap(6));
                return rank;
            });
            assertThatThrownBy(() -> workers.get(0).broadcast(0, LaneVectors.offHeap(5)))
                    .isInstanceOf(PeerLostException.class)
                    .hasMessageContaining("it wants vectors of [5, 6] floats; worker 0 has [5]");
            assertThatThrownBy(receiver::get)
                    .hasCauseInstanceOf(PeerAbortedException.class)
                    .hasMessageContaining("[5, 6]");
        }
    }

    @Test
    void workersWithOtherVectorsCannotJoin() throws Exception {
        try (Collective first = bind(0, 2, FLOATS, Workers.SECRET, Workers.TIMEOUT);
                Collective second = bind(1, 2, FLOATS + 1, Workers.SECRET, Workers.TIMEOUT)) {
            List<WorkerAddress> addresses = List.of(first.address(), second.address());
            Future<?> other = inBackground(() -> first.join(addresses));
            assertThatThrownBy(() -> second.join(addresses))
                    .isInstanceOf(ExchangeException.class)
                    .hasMessageContaining("1000 floats")
                    .hasMessageContaining("1001 floats");
            assertThatThrownBy(other::get).hasMessageContaining("1000 floats").hasMessageContaining("1001 floats");
        }
    }

    @Test
    void aWorkerWithAnotherSecretCannotJoin() throws Exception {
        try (Collective first = bind(0, 2, FLOATS, Workers.SECRET, Duration.ofSeconds(3));
                Collective second = bind(1, 2, FLOATS, "not the secret of the tests", Workers.TIMEOUT)) {
            List<WorkerAddress> addresses = List.of(first.address(), second.address());
            Future<?> other = inBackground(() -> first.join(addresses));
            assertThatThrownBy(() -> second.join(addresses))
                    .isInstanceOf(PeerLostException.class)
                    .hasMessageContaining("authentication with it failed");
            assertThatThrownBy(other::get)
                    .hasCauseInstanceOf(PeerLostException.class)
                    .hasMessageContaining("worker 1");
        }
    }

    @Test
    void aWorkerThatDoesNotListenIsNamed() throws Exception {
        // Bound and not listening: refused for certain, and nobody else gets the port meanwhile.
        try (Socket silent = new Socket();
                Collective first = bind(0, 2, FLOATS, Workers.SECRET, Workers.TIMEOUT)) {
            silent.bind(new InetSocketAddress(Workers.HOST, 0));
            WorkerAddress nobody = new WorkerAddress(Workers.HOST, silent.getLocalPort());
            assertThatThrownBy(() -> first.join(List.of(first.address(), nobody)))
                    .isInstanceOfSatisfying(PeerLostException.class, lost -> {
                        assertThat(lost.rank()).isEqualTo(1);
                        assertThat(lost.address()).isEqualTo(nobody.toString());
                    })
                    .hasMessageContaining("it cannot be reached")
                    .hasMessageContaining("refused");
        }
    }

    private static Collective bind(int rank, int workers, int floats, String secret, Duration timeout)
            throws Exception {
        return Collective.bind(new Layout(workers, workers, rank, floats), Workers.HOST, secret, timeout, Map.of());
    }

    private static float[] sum(Collective collective, int workers, int rank, long step) throws Exception {
        try (SubtreeSums mine = new SubtreeSums(new Layout(workers, workers, rank, FLOATS))) {
            LaneVectors.fill(mine, step);
            FloatBuffer sum = LaneVectors.offHeap(FLOATS);
            collective.allReduce(step, mine, new byte[0], sum);
            return LaneVectors.onHeap(sum);
        }
    }

    private static Future<?> inBackground(Action action) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        action.run();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void assertAborted(Future<?> call, int rank, String reason) {
        assertThatThrownBy(call::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(PeerAbortedException.class, aborted -> {
                    assertThat(aborted.rank()).isEqualTo(rank);
                    assertThat(aborted.reason()).isEqualTo(reason);
                });
    }

    private static void assertLost(Future<?> call, int rank, String words) {
        assertThatThrownBy(call::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        PeerLostException.class, lost -> assertThat(lost.rank()).isEqualTo(rank))
                .hasMessageContaining(words);
    }

    private interface Action {
        void run() throws Exception;
    }
}
