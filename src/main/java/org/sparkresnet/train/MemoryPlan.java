package org.sparkresnet.train;

import java.util.List;
import java.util.Locale;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.Loading;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.pipeline.PipelineMemory;
import org.sparkresnet.model.Network;

/**
 * Memory that one worker needs, in bytes; all but the records and most of decoding lies outside of the Java heap. An
 * estimate that errs on the high side.
 *
 * @param state parameters, momentum and gradient
 * @param exchange sums over lanes, and what the exchange with other workers holds
 * @param activations what the network keeps of one micro-batch, and its gradients
 * @param batches pictures that are made ahead
 * @param records bytes of shards: a block of each lane, what is read ahead of it, and what is on its way to a batch
 * @param decoding what the threads that make pictures take for pixels, whatever pictures come; in the heap and outside
 */
public record MemoryPlan(
        long state, long exchange, long activations, long batches, long records, PipelineMemory decoding) {
    /** Of a process with Spark and the native libraries, before there is a network. */
    private static final long PROCESS = 360L << 20;

    /** Of the heap of a process with Spark, before there are records. */
    private static final long HEAP = 160L << 20;

    private static final int VECTORS_OF_STATE = 3;
    /** Of each lane, beside its block: see {@code RecordStream}; a block seldom spans more than two shards. */
    private static final int PIECES = 4;

    /** Estimates what a worker of {@code experiment} needs. */
    static MemoryPlan of(Experiment experiment) {
        Recipe recipe = experiment.recipe();
        Network network = recipe.architecture()
                .network(experiment.input().shape(), experiment.input().classes());
        long vector = network.summary().parameters() * Float.BYTES;
        int microBatch = recipe.data().microBatch();
        int workers = recipe.strategy().workers();
        int lanesOfWorker = (recipe.data().lanes() + workers - 1) / workers;
        long picture = (long) experiment.input().shape().values() * Float.BYTES;
        return new MemoryPlan(
                VECTORS_OF_STATE * vector,
                sums(lanesOfWorker) * vector,
                network.passBytes(recipe.compute().backend(), microBatch),
                (recipe.data().loading().prefetch() + 1L) * microBatch * picture,
                records(experiment, lanesOfWorker),
                decoding(experiment));
    }

    /** Of training or of evaluation: there is one loader at a time. */
    private static PipelineMemory decoding(Experiment experiment) {
        Recipe.Data data = experiment.recipe().data();
        return decoding(data.trainingAugmentation(), experiment.training(), data.loading())
                .or(decoding(data.validationAugmentation(), experiment.validation(), data.loading()));
    }

    private static PipelineMemory decoding(Augmentation augmentation, ShardSet shards, Loading loading) {
        return PipelineMemory.of(augmentation, shards.pictureShapes().orElseThrow(), loading.threads());
    }

    /** The batch that is being read, and those that wait for their pictures, hold copies of their records. */
    private static long records(Experiment experiment, int lanes) {
        Recipe.Data data = experiment.recipe().data();
        long record = largestRecord(experiment.training());
        long lane = experiment.epochs().recordsPerLane();
        long pieces = Math.min(PIECES * (long) data.loading().readAhead(), lane * record);
        long onTheirWay = (data.loading().prefetch() + 2L) * data.microBatch() * record;
        return lanes * (Math.min(data.shuffleBlock(), lane) * record + pieces) + onTheirWay;
    }

    /** Bytes of a record in the shard with the largest ones; a mean, because blocks hold many. */
    private static long largestRecord(ShardSet shards) {
        return shards.manifest().shards().stream()
                .mapToLong(shard -> shard.bytes() / shard.records() + 1)
                .max()
                .orElse(0);
    }

    /**
     * Refuses what cannot work.
     *
     * @throws InvalidInputException with all limits that are too low
     */
    public void requireWithin(List<MemoryLimit> limits) {
        List<String> problems = limits.stream()
                .filter(limit -> need(limit) > limit.bytes())
                .map(this::sentence)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join(System.lineSeparator(), problems));
        }
    }

    /**
     * What works unless the largest pictures come that are allowed, in a form that takes most memory, which hardly any
     * data set has: a sentence for each limit that is too low then.
     */
    public List<String> warnings(List<MemoryLimit> limits) {
        return limits.stream()
                .filter(limit -> limit.kind() == MemoryLimit.Kind.HEAP && limit.bytes() < needWithLargest(limit))
                .map(limit ->
                        "%s = %s: enough, but for the largest progressive JPEGs and PNGs that augment.most-megapixels allows; with these %d workers need %s there"
                                .formatted(
                                        limit.setting(),
                                        megabytes(limit.bytes()),
                                        limit.share().workers(),
                                        megabytes(needWithLargest(limit))))
                .toList();
    }

    private long needWithLargest(MemoryLimit limit) {
        return need(limit) + limit.share().workers() * (decoding.heap() - decoding.kept());
    }

    @Override
    public String toString() {
        return "each worker: parameters, momentum and gradient %s, sums %s, activations %s, batches %s, decoding up to %s; in the heap, records %s, decoding %s, and up to %s with the largest pictures"
                .formatted(
                        megabytes(state),
                        megabytes(exchange),
                        megabytes(activations),
                        megabytes(batches),
                        megabytes(decoding.outside()),
                        megabytes(records),
                        megabytes(decoding.kept()),
                        megabytes(decoding.heap()));
    }

    private String sentence(MemoryLimit limit) {
        return "%s = %s: too little for %d workers of this recipe, which need %s there; %s, or choose a smaller %s (%s)"
                .formatted(
                        limit.setting(),
                        megabytes(limit.bytes()),
                        limit.share().workers(),
                        megabytes(need(limit)),
                        limit.remedy(),
                        limit.kind() == MemoryLimit.Kind.HEAP ? "data.shuffle-block" : "data.micro-batch",
                        this);
    }

    private long need(MemoryLimit limit) {
        MemoryLimit.Share share = limit.share();
        return switch (limit.kind()) {
            case DIRECT_BUFFERS -> share.workers() * (exchange + batches);
            case HEAP -> share.processes() * HEAP + share.workers() * (records + decoding.kept());
            case OUTSIDE_HEAP -> share.processes() * PROCESS + share.workers() * outsideHeap();
            case ALL -> share.processes() * PROCESS + share.workers() * outsideHeap() + share.heaps();
        };
    }

    private long outsideHeap() {
        return state + exchange + activations + batches + decoding.keptOutside();
    }

    /** One vector for each level of the tree, and those on their way. */
    private static long sums(int lanes) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(lanes) + 2L;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%d MB", Math.round(bytes / (double) (1 << 20)));
    }
}
