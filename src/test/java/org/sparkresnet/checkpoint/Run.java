package org.sparkresnet.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;

/** A run that does nothing but save: its vectors are random numbers of (step, length). */
record Run(String output, Configuration configuration) {
    static final Map<String, String> IDENTITY = Map.of("model.depth", "20", "run.seed", "1");

    CheckpointStore store() throws IOException {
        return CheckpointStore.open(output, configuration);
    }

    CheckpointReader reader() {
        return new CheckpointReader(configuration);
    }

    /** A native buffer as a replica has one. */
    static FloatBuffer vector(long seed, int floats) {
        FloatBuffer vector = ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        SplittableRandom random = new SplittableRandom(seed);
        while (vector.hasRemaining()) {
            vector.put(Float.intBitsToFloat(random.nextInt()));
        }
        return vector.flip();
    }

    static CheckpointContents contents(long step, List<VectorFile> vectors) {
        return new CheckpointContents(step, vectors, "model.depth = 20\n", IDENTITY, Map.of("java", "17"));
    }

    /** What the worker does, without the driver's commit. */
    CheckpointContents write(String attempt, long step) throws IOException {
        return contents(
                step,
                List.of(
                        store().write(attempt, CheckpointStore.PARAMETERS, vector(step, 1000)),
                        store().write(attempt, CheckpointStore.MOMENTUM, vector(-step, 900))));
    }

    Checkpoint save(long step, int keep) throws IOException {
        String attempt = store().attempt(step);
        return store().commit(attempt, write(attempt, step), keep);
    }

    /** Names of the candidates. */
    List<String> candidates() throws IOException {
        return store().candidates().stream()
                .map(folder -> folder.substring(folder.lastIndexOf('/') + 1))
                .toList();
    }
}
