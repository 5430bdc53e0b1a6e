package org.sparkresnet.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CollectiveProcessTest {
    private static final int LANES = 3;
    private static final int FLOATS = 300_000;

    @Test
    void aKilledProcessIsLostToAllOthersAtOnceAndByName() throws Exception {
        Layout own = layout(0);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Collective collective = Collective.bind(own, Workers.HOST, Workers.SECRET, Workers.TIMEOUT, Map.of());
                SubtreeSums mine = new SubtreeSums(own);
                WorkerProcess survivor = WorkerProcess.start(layout(1));
                WorkerProcess victim = WorkerProcess.start(layout(2))) {
            List<WorkerAddress> addresses = List.of(collective.address(), addressOf(survivor), addressOf(victim));
            tellAddresses(addresses, survivor, victim);
            collective.join(addresses);
            LaneVectors.fill(mine, 0);
            Future<?> steps = thread.submit(() -> sumForEver(collective, mine));
            assertThat(victim.nextLine("step 5")).isEqualTo("step 5");
            victim.kill();
            assertThatThrownBy(steps::get).cause().isInstanceOfSatisfying(PeerLostException.class, lost -> {
                assertThat(lost.rank()).isEqualTo(2);
                assertThat(lost.address()).isEqualTo(addresses.get(2).toString());
            });
            assertThat(survivor.nextLine("Peer")).isEqualTo("PeerLostException 2");
        } finally {
            thread.shutdownNow();
        }
    }

    private static Object sumForEver(Collective collective, SubtreeSums mine) throws Exception {
        float[] expected = LaneVectors.sum(0, LANES, FLOATS);
        FloatBuffer sum = LaneVectors.offHeap(FLOATS);
        for (int step = 0; ; step++) {
            collective.allReduce(step, mine, new byte[0], sum);
            if (!Arrays.equals(LaneVectors.onHeap(sum), expected)) {
                throw new AssertionError("step " + step + " has other bits than the plain recursion");
            }
        }
    }

    private static WorkerAddress addressOf(WorkerProcess process) throws IOException {
        return WorkerAddress.parse(process.nextLine("address").substring("address ".length()));
    }

    private static void tellAddresses(List<WorkerAddress> addresses, WorkerProcess... processes) throws IOException {
        String line =
                String.join(" ", addresses.stream().map(WorkerAddress::toString).toList());
        for (WorkerProcess process : processes) {
            process.tell(line);
        }
    }

    private static Layout layout(int rank) {
        return new Layout(LANES, 3, rank, FLOATS);
    }
}
