package org.sparkresnet.compute.program;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Where the time goes: seconds by kind of call. */
public final class KindTimes {
    private final Map<String, Double> seconds = new TreeMap<>();

    void measure(String kind, Runnable work) {
        long start = System.nanoTime();
        work.run();
        seconds.merge(kind, (System.nanoTime() - start) * 1e-9, Double::sum);
    }

    /** By name of the kind. */
    public Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }
}
