package org.sparkresnet.compute.engine;

/** Stands between a pass and the calls that it consists of, such as to take their times. */
@FunctionalInterface
public interface CallObserver {
    /** Runs the calls and looks away. */
    CallObserver NONE = (kind, call) -> call.run();

    /**
     * Must run {@code call}, once, in the thread that asks.
     *
     * @param kind what calls of its kind have in common, such as "convolution forward"
     */
    void run(String kind, Runnable call);
}
