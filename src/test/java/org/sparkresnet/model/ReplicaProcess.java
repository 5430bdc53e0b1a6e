package org.sparkresnet.model;

import java.util.Arrays;
import java.util.Properties;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.replica.Replica;

/**
 * Trains a small replica and prints, as properties, what can only be compared between processes: hashes of the bits,
 * and what grew after the first steps.
 */
final class ReplicaProcess {
    static final PictureShape SHAPE = new PictureShape(3, 32, 32);

    private static final Batch TRAINING = Formulas.batch(SHAPE, 16, 0);
    private static final Batch VALIDATION = Formulas.batch(SHAPE, 12, 1);
    private static final Batch LAST_VALIDATION = Formulas.batch(SHAPE, 5, 2);
    private static final int WARM_UP = 20;
    private static final int STEPS = 240;

    private ReplicaProcess() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            Properties findings = firstStep(replica);
            run(replica, WARM_UP);
            NativeMemory early = NativeMemory.now();
            run(replica, STEPS);
            NativeMemory.now().since(early).forEach((name, value) -> findings.setProperty(name, value.toString()));
            findings.forEach((name, value) -> System.out.println(name + "=" + value));
        }
    }

    /** Hashes of the initial parameters and of those after one step. */
    static Properties firstStep(Replica replica) {
        Properties findings = new Properties();
        findings.setProperty("start", hash(replica));
        trainAndEvaluate(replica, 0);
        findings.setProperty("afterOneStep", hash(replica));
        return findings;
    }

    private static void run(Replica replica, int steps) {
        for (int step = 0; step < steps; step++) {
            trainAndEvaluate(replica, step);
        }
    }

    private static void trainAndEvaluate(Replica replica, int step) {
        replica.computeGradient(new Minibatch(0, 0, TRAINING));
        replica.update(replica.gradient(), 1, 0.01);
        replica.evaluate(step % 2 == 0 ? VALIDATION : LAST_VALIDATION);
    }

    private static String hash(Replica replica) {
        return Integer.toHexString(Arrays.hashCode(Formulas.copy(replica.parameters())));
    }
}
