package org.sparkresnet.benchmark;

import java.util.Map;
import java.util.TreeMap;
import org.sparkresnet.compute.engine.CallObserver;

/** Where the time goes: seconds by kind of call, added up until {@link #takeSeconds}. */
final class KindTimes implements CallObserver {
    private Map<String, Double> seconds = new TreeMap<>();

    @Override
    public void run(String kind, Runnable call) {
        long start = System.nanoTime();
        call.run();
        seconds.merge(kind, (System.nanoTime() - start) * 1e-9, Double::sum);
    }

    /** The sums since this was last asked, by kind; they begin again at nothing. */
    Map<String, Double> takeSeconds() {
        Map<String, Double> taken = seconds;
        seconds = new TreeMap<>();
        return taken;
    }
}
