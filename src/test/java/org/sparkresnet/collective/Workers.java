package org.sparkresnet.collective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Several workers as threads of this process, connected over the loopback interface. */
final class Workers implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String SECRET = "a secret for the tests only";
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final List<Collective> collectives = new ArrayList<>();
    private final ExecutorService threads;

    private Workers(int workers) {
        threads = Executors.newFixedThreadPool(workers);
    }

    /** What one worker does. */
    interface Work<T> {
        T run(int rank, Collective collective) throws Exception;
    }

    static Workers bound(int lanes, int workers, int floats, Map<String, String> settings) throws Exception {
        Workers all = new Workers(workers);
        for (int rank = 0; rank < workers; rank++) {
            Layout layout = new Layout(lanes, workers, rank, floats);
            all.collectives.add(Collective.bind(layout, HOST, SECRET, TIMEOUT, settings));
        }
        return all;
    }

    static Workers joined(int lanes, int workers, int floats) throws Exception {
        Workers all = bound(lanes, workers, floats, Map.of());
        all.join(all.addresses());
        return all;
    }

    void join(List<WorkerAddress> addresses) throws Exception {
        onAll((rank, collective) -> {
            collective.join(addresses);
            return rank;
        });
    }

    List<WorkerAddress> addresses() {
        return collectives.stream().map(Collective::address).toList();
    }

    Collective get(int rank) {
        return collectives.get(rank);
    }

    /** Runs {@code work} on all workers at the same time and returns what they return, in rank order. */
    <T> List<T> onAll(Work<T> work) throws Exception {
        List<Future<T>> running = IntStream.range(0, collectives.size())
                .mapToObj(rank -> start(rank, work))
                .toList();
        List<T> results = new ArrayList<>();
        for (Future<T> result : running) {
            results.add(result.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        }
        return results;
    }

    <T> Future<T> start(int rank, Work<T> work) {
        Callable<T> task = () -> work.run(rank, collectives.get(rank));
        return threads.submit(task);
    }

    @Override
    public void close() {
        collectives.forEach(Collective::close);
        threads.shutdownNow();
    }
}
