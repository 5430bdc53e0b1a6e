package org.sparkresnet.parallel.worker;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the stop file beside the training, so that a slow file system delays no step. */
final class StopWatcher implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StopWatcher.class);
    private static final int SECONDS = 1;

    private final StopFile file;
    private final ScheduledExecutorService thread;
    private volatile boolean seen;

    StopWatcher(StopFile file) {
        this.file = file;
        this.thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread watcher = new Thread(runnable, "stop-watcher");
            watcher.setDaemon(true);
            return watcher;
        });
        thread.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
    }

    /** Whether the file has been there. */
    boolean hasSeen() {
        return seen;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            seen = seen || file.exists();
        } catch (IOException e) {
            LOG.debug("The stop file cannot be looked for: {}", e.getMessage());
        }
    }
}
