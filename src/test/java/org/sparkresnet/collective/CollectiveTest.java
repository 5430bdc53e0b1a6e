package org.sparkresnet.collective;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectiveTest {
    private static final int STEPS = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 1000, 100_003})
    void anyNumberOfWorkersSumsToTheBitsOfThePlainRecursion(int floats) throws Exception {
        float[][] expected = expected(8, floats);
        for (int workers = 1; workers <= 8; workers++) {
            assertSums(8, workers, floats, expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 3, 1000", "13, 5, 1000", "17, 6, 333", "5, 2, 600001", "3, 3, 900007"})
    void oddLanesAndVectorsOfSeveralMessagesToo(int lanes, int workers, int floats) throws Exception {
        assertSums(lanes, workers, floats, expected(lanes, floats));
    }

    @Test
    void theOrderInWhichWorkersArriveDoesNotMatter() throws Exception {
        Random random = new Random(7);
        try (Workers workers = Workers.joined(8, 4, 1000)) {
            for (int step = 0; step < 20; step++) {
                long current = step;
                List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
                Collections.shuffle(order, random);
                List<CountDownLatch> turns = IntStream.range(0, 5)
                        .mapToObj(turn -> new CountDownLatch(1))
                        .toList();
                turns.get(0).countDown();
                List<float[]> sums = workers.onAll((rank, collective) -> {
                    turns.get(order.indexOf(rank)).await();
                    turns.get(order.indexOf(rank) + 1).countDown();
                    return sum(collective, rank, 8, 4, 1000, current);
                });
                assertThat(sums).allSatisfy(sum -> assertThat(sum).containsExactly(LaneVectors.sum(current, 8, 1000)));
            }
        }
    }

    @Test
    void notesReachAllWorkersInRankOrder() throws Exception {
        byte[] large = new byte[Collective.NOTE_LIMIT - 1];
        Arrays.fill(large, (byte) 7);
        try (Workers workers = Workers.joined(4, 4, 3);
                GroupSums sums = new GroupSums(4, 4, 3)) {
            for (int step = 0; step < STEPS; step++) {
                long current = step;
                List<List<byte[]>> notes = workers.onAll((rank, collective) -> {
                    byte[] note = rank == 1 ? large : rank == 2 ? new byte[0] : (rank + "@" + current).getBytes(UTF_8);
                    return collective.allReduce(current, sums.filled(rank, current), note, LaneVectors.offHeap(3));
                });
                for (List<byte[]> received : notes) {
                    assertThat(received).hasSize(4);
                    assertThat(received.get(0)).asString(UTF_8).isEqualTo("0@" + step);
                    assertThat(received.get(1)).isEqualTo(large);
                    assertThat(received.get(2)).isEmpty();
                    assertThat(received.get(3)).asString(UTF_8).isEqualTo("3@" + step);
                }
            }
        }
    }

    @Test
    void broadcastCopiesTheVectorsOfItsRootBetweenSteps() throws Exception {
        int floats = Slice.PIECE + 5;
        float[] first = LaneVectors.of(1, 1, floats);
        float[] second = LaneVectors.of(1, 2, 7);
        try (Workers workers = Workers.joined(3, 3, 10)) {
            for (int round = 0; round < 6; round++) {
                int root = round % 3;
                long step = round;
                workers.onAll((rank, collective) -> {
                    FloatBuffer one = rank == root ? LaneVectors.offHeap(first) : LaneVectors.offHeap(floats);
                    FloatBuffer two = rank == root ? LaneVectors.offHeap(second) : LaneVectors.offHeap(7);
                    collective.broadcast(root, one, two, LaneVectors.offHeap(0));
                    assertThat(Arrays.equals(LaneVectors.onHeap(one), first)).isTrue();
                    assertThat(LaneVectors.onHeap(two)).containsExactly(second);
                    assertThat(sum(collective, rank, 3, 3, 10, step)).containsExactly(LaneVectors.sum(step, 3, 10));
                    return rank;
                });
            }
        }
    }

    @Test
    void oneWorkerNeedsNoNetwork() throws Exception {
        List<Thread> before = networkThreads();
        Collective alone =
                Collective.bind(new Layout(5, 1, 0, 100), Workers.HOST, Workers.SECRET, Workers.TIMEOUT, Map.of());
        try (alone) {
            assertThat(alone.address()).isEqualTo(new WorkerAddress(Workers.HOST, 0));
            alone.join(List.of(alone.address()));
            alone.broadcast(0, LaneVectors.offHeap(3));
            assertThat(sum(alone, 0, 5, 1, 100, 9)).containsExactly(LaneVectors.sum(9, 5, 100));
            assertThat(networkThreads()).isSubsetOf(before);
        }
    }

    @Test
    void theSumMayLieInTheMiddleOfABuffer() throws Exception {
        try (Workers workers = Workers.joined(2, 2, 100);
                GroupSums sums = new GroupSums(2, 2, 100)) {
            workers.onAll((rank, collective) -> {
                FloatBuffer large = LaneVectors.offHeap(120).position(10).limit(110);
                collective.allReduce(0, sums.filled(rank, 0), new byte[0], large);
                assertThat(LaneVectors.onHeap(large)).containsExactly(LaneVectors.sum(0, 2, 100));
                assertThat(large.get(9)).isZero();
                assertThat(large.clear().get(110)).isZero();
                return rank;
            });
        }
    }

    @Test
    void callsThatDoNotFitTheLayoutAreRefusedAndDoNoHarm() throws Exception {
        try (Workers workers = Workers.joined(2, 2, 100);
                GroupSums sums = new GroupSums(2, 2, 100);
                GroupSums others = new GroupSums(4, 2, 100)) {
            Collective first = workers.get(0);
            FloatBuffer sum = LaneVectors.offHeap(100);
            byte[] tooLarge = new byte[Collective.NOTE_LIMIT];
            assertThatThrownBy(() -> first.allReduce(0, sums.get(0), new byte[0], sum))
                    .hasMessageContaining("only 0 of the lanes");
            assertThatThrownBy(() -> first.allReduce(0, sums.filled(0, 0), new byte[0], LaneVectors.offHeap(99)))
                    .hasMessageContaining("a sum of 99 floats");
            assertThatThrownBy(() -> first.allReduce(0, sums.filled(0, 0), tooLarge, sum))
                    .hasMessageContaining("a note of 65536 bytes");
            assertThatThrownBy(() -> first.allReduce(0, others.filled(0, 0), new byte[0], sum))
                    .hasMessageContaining("lanes=4");
            assertThatThrownBy(() -> first.broadcast(2)).hasMessageContaining("no worker 2");
            workers.onAll((rank, collective) -> sum(collective, rank, 2, 2, 100, 0));
        }
    }

    @Test
    void onlyTheNamedAddressIsOpen() throws Exception {
        try (Workers workers = Workers.bound(2, 2, 10, Map.of())) {
            int port = workers.get(0).address().port();
            new Socket(InetAddress.getByName(Workers.HOST), port).close();
            assertThatThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.2"), port).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void theWildcardIsRefused(String host) {
        assertThatThrownBy(() -> bindOneOfTwo(host, Workers.SECRET, Workers.TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host);
    }

    @Test
    void anAddressOfAnotherMachineAShortSecretAndNoTimeAreRefused() {
        // RFC 5737: an address that no machine has.
        assertThatThrownBy(() -> bindOneOfTwo("192.0.2.1", Workers.SECRET, Workers.TIMEOUT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 192.0.2.1");
        assertThatThrownBy(() -> bindOneOfTwo(Workers.HOST, "too short", Workers.TIMEOUT))
                .hasMessageContaining("9 characters");
        assertThatThrownBy(() -> bindOneOfTwo(Workers.HOST, Workers.SECRET, Duration.ZERO))
                .hasMessageContaining("timeout");
    }

    @Test
    void addressesSurviveTheirText() {
        WorkerAddress address = new WorkerAddress("2001:db8::1", 4711);
        assertThat(WorkerAddress.parse(address.toString())).isEqualTo(address);
        assertThatThrownBy(() -> WorkerAddress.parse("nowhere")).hasMessageContaining("host:port");
    }

    @Test
    void stepsAllocateNoMemoryAndCloseGivesAllBack() throws Exception {
        long before = offHeapBytes();
        try (Workers workers = Workers.joined(5, 2, 10_000);
                GroupSums sums = new GroupSums(5, 2, 10_000)) {
            FloatBuffer[] targets = {LaneVectors.offHeap(10_000), LaneVectors.offHeap(10_000)};
            sums.filled(0, 1);
            sums.filled(1, 1);
            long bound = offHeapBytes();
            assertThat(bound).isGreaterThan(before);
            for (int step = 0; step < 200; step++) {
                long current = step;
                workers.onAll((rank, collective) ->
                        collective.allReduce(current, sums.get(rank), new byte[0], targets[rank]));
            }
            assertThat(offHeapBytes()).isEqualTo(bound);
        }
        assertThat(offHeapBytes()).isEqualTo(before);
    }

    @Test
    void noThreadOutlivesItsCollective() throws Exception {
        try (Workers workers = Workers.joined(3, 3, 10)) {
            assertThat(networkThreads()).hasSizeGreaterThanOrEqualTo(3).allMatch(Thread::isDaemon);
            workers.onAll((rank, collective) -> sum(collective, rank, 3, 3, 10, 0));
        }
        List<Thread> left = networkThreads();
        for (Thread thread : left) {
            thread.join(20_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    private static void assertSums(int lanes, int workers, int floats, float[][] expected) throws Exception {
        try (Workers all = Workers.joined(lanes, workers, floats);
                GroupSums sums = new GroupSums(lanes, workers, floats)) {
            all.onAll((rank, collective) -> {
                FloatBuffer sum = LaneVectors.offHeap(floats);
                for (int step = 0; step < STEPS; step++) {
                    collective.allReduce(step, sums.filled(rank, step), new byte[0], sum);
                    // Comparing arrays by AssertJ element for element takes longer than the exchange.
                    assertThat(Arrays.equals(LaneVectors.onHeap(sum), expected[step]))
                            .as("worker %d of %d, %d floats, step %d", rank, workers, floats, step)
                            .isTrue();
                }
                return rank;
            });
        }
    }

    private static float[][] expected(int lanes, int floats) {
        return IntStream.range(0, STEPS)
                .mapToObj(step -> LaneVectors.sum(step, lanes, floats))
                .toArray(float[][]::new);
    }

    private static float[] sum(Collective collective, int rank, int lanes, int workers, int floats, long step)
            throws Exception {
        try (SubtreeSums mine = new SubtreeSums(new Layout(lanes, workers, rank, floats))) {
            LaneVectors.fill(mine, step);
            FloatBuffer sum = LaneVectors.offHeap(floats);
            collective.allReduce(step, mine, new byte[0], sum);
            return LaneVectors.onHeap(sum);
        }
    }

    private static void bindOneOfTwo(String host, String secret, Duration timeout) throws IOException {
        Collective.bind(new Layout(2, 2, 0, 10), host, secret, timeout, Map.of())
                .close();
    }

    private static long offHeapBytes() {
        return UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private static List<Thread> networkThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(TransportSettings.MODULE + "-"))
                .toList();
    }
}
