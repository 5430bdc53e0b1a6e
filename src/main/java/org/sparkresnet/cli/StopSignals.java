package org.sparkresnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;

/**
 * SIGTERM and Ctrl-C as a wish to stop: the first asks, the second ends the process at once.
 *
 * <p>Without it Java would begin its shutdown, and Spark, as a part of that, would stop the job in the middle of a step.
 */
final class StopSignals {
    /** What a process ended by SIGTERM answers, so that whoever sent it can tell it from a run that is done. */
    static final int EXIT_CODE = 143;

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final List<String> NAMES = List.of("TERM", "INT");

    private final Wish wish;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final List<Object> before;

    private StopSignals(Wish wish) {
        this.wish = wish;
        this.before = NAMES.stream()
                .map(name -> Signals.register(name, () -> handle(name)))
                .toList();
    }

    /** Does {@code work}; at the first signal {@code wish} is called, on a thread of the Java machine. */
    static <T> T heed(Wish wish, Work<T> work) throws IOException {
        StopSignals signals = new StopSignals(wish);
        try {
            return work.run();
        } finally {
            signals.restore();
        }
    }

    private void restore() {
        for (int i = 0; i < NAMES.size(); i++) {
            Signals.unregister(NAMES.get(i), before.get(i));
        }
    }

    private void handle(String signal) {
        if (!asked.compareAndSet(false, true)) {
            System.exit(EXIT_CODE);
        }
        LOG.warn(
                "SIG{}: the run will stop behind the next step, with a checkpoint; a second one ends it at once",
                signal);
        try {
            wish.ask();
        } catch (IOException | InvalidInputException e) {
            LOG.error("The run cannot be asked to stop: {}; its newest checkpoint stays good", e.getMessage());
            System.exit(EXIT_CODE);
        }
    }

    /** What is done meanwhile. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** What a signal means. */
    @FunctionalInterface
    interface Wish {
        void ask() throws IOException;
    }
}
