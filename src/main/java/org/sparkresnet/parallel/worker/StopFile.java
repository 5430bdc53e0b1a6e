package org.sparkresnet.parallel.worker;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.storage.RunFolder;

/**
 * The file {@code RUN_OUTPUT/stop}: while a run sees it, it ends behind the next step, with a checkpoint.
 *
 * <p>A file, because it needs no port and reaches every executor that can write checkpoints; a person may make it too.
 */
public final class StopFile {
    private static final String NAME = "stop";

    private final RunFolder run;

    private StopFile(RunFolder run) {
        this.run = run;
    }

    /** The file of a run; it need not be there. */
    public static StopFile of(String runOutput, Configuration hadoop) throws IOException {
        return new StopFile(RunFolder.open(runOutput, hadoop));
    }

    /** Asks the run to stop. */
    public void place() throws IOException {
        run.write(run.resolve(NAME), new byte[0]);
    }

    /** Takes the wish back, so that the next start of the run is not stopped by it. */
    public void remove() throws IOException {
        run.fileSystem().delete(run.resolve(NAME), false);
    }

    boolean exists() throws IOException {
        return run.fileSystem().exists(run.resolve(NAME));
    }
}
