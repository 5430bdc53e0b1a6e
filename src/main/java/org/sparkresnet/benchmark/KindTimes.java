package org.sparkresnet.benchmark;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.sparkresnet.compute.engine.CallObserver;

/** Where the time goes: seconds by kind of call, added up until {@link #takeSeconds}. */
final class KindTimes implements CallObserver {
    private Map<String, Double> seconds = new TreeMap<>();

    @Override
    public void run(String kind, Runnable call) {
        call(kind, () -> {
            call.run();
            return null;
        });
    }

    /** The same with what {@code call} answers. */
    <T> T call(String kind, Supplier<T> call) {
        long start = System.nanoTime();
        T answer = call.get();
        seconds.merge(kind, (System.nanoTime() - start) * 1e-9, Double::sum);
        return answer;
    }

    /** The sums since this was last asked, by kind; they begin again at nothing. */
    Map<String, Double> takeSeconds() {
        Map<String, Double> taken = seconds;
        seconds = new TreeMap<>();
        return taken;
    }
}
