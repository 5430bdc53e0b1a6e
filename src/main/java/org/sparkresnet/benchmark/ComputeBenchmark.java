package org.sparkresnet.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.compute.ComputeThreads;
import org.sparkresnet.compute.PeakRate;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.metrics.ProcessMemory;
import org.sparkresnet.model.Description;
import org.sparkresnet.model.GraphReplica;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.replica.Replica;

/**
 * Whole training steps, and evaluations, of one replica on a synthetic batch: what a worker does between a batch that is
 * there and an exchange.
 *
 * @param network what is computed
 * @param batch pictures in a step, at least 1
 * @param seed of weights, pictures and labels
 */
public record ComputeBenchmark(
        Description network, int batch, Sgd optimizer, ComputeSettings compute, Repetitions repetitions, long seed) {
    /** Weights that stay as they are cannot become infinite, and take as long to update as others. */
    private static final double LEARNING_RATE = 0;

    /**
     * Reads the blocks {@code model}, {@code describe}, {@code optimizer}, {@code compute} and {@code benchmark}, {@code
     * data.micro-batch}, {@code parallel.threads} and {@code run.seed}; what is wrong is collected in {@code settings}.
     */
    public static ComputeBenchmark from(Settings settings) {
        Description network = Description.from(settings);
        Settings data = settings.at("data");
        int batch = data.positiveInt("micro-batch");
        int largest = SyntheticBatch.largest(network.input());
        data.require(
                batch <= largest,
                "micro-batch",
                "a batch of pictures of " + network.input() + " may have 2 GB; use at most " + largest);
        return new ComputeBenchmark(
                network,
                batch,
                Sgd.from(settings),
                ComputeSettings.from(settings),
                Repetitions.from(settings),
                settings.at("run").wholeNumber("seed"));
    }

    /** Measures, in the calling thread. */
    public ComputeReport run() {
        // The native library belongs to no network, so it is loaded before the memory is looked at.
        ComputeThreads.use(compute.threads());
        OptionalDouble baseline = ProcessMemory.peakMegabytes();
        KindTimes kinds = new KindTimes();
        try (Batch pictures = SyntheticBatch.of(network.input(), network.classes(), batch, seed);
                Replica replica = blueprint().create(kinds)) {
            PassTimes training = PassTimes.measure(repetitions, kinds, () -> {
                replica.computeGradient(new Minibatch(0, 0, pictures));
                kinds.run("update", () -> replica.update(replica.gradient(), 1, LEARNING_RATE));
            });
            PassTimes inference = PassTimes.measure(repetitions, kinds, () -> replica.evaluate(pictures));
            // Before the processor's peak is measured, which needs memory too.
            OptionalDouble peak = ProcessMemory.peakMegabytes();
            return new ComputeReport(
                    this,
                    replica.platform(),
                    training,
                    inference,
                    PeakRate.gigaflopsPerSecond(compute.threads()),
                    new ComputeReport.Memory(baseline, peak));
        }
    }

    private GraphReplica.Blueprint blueprint() {
        int channels = network.input().channels();
        List<String> classes = IntStream.range(0, network.classes())
                .mapToObj(Integer::toString)
                .toList();
        Normalization none = new Normalization(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
        return new GraphReplica.Blueprint(
                network.architecture(), new NetworkInput(network.input(), classes, none), optimizer, seed, compute);
    }
}
