package org.sparkresnet.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.BatchAssembler;
import org.sparkresnet.data.BatchLoader;
import org.sparkresnet.data.Loading;
import org.sparkresnet.data.Mixing;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.data.NumberedRecord;
import org.sparkresnet.data.RecordBatch;
import org.sparkresnet.data.RecordSource;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.normalize.Normalizer;
import org.sparkresnet.image.normalize.PixelMean;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.pipeline.ImagePipeline;
import org.sparkresnet.metrics.ProcessMemory;

/**
 * From stored pictures to what a network takes: one thread alone, the stages of its work alone, and a worker's loader
 * with all its threads whose batches nobody computes with.
 *
 * @param source where the pictures come from
 * @param microBatch pictures in a batch, at least 1
 */
public record DataBenchmark(
        PictureSource source, BatchAssembler assembler, int microBatch, Loading loading, Repetitions repetitions) {
    /** Its values do not matter, only that each pixel is looked up. */
    private static final double HALF = 0.5;

    /**
     * Reads the blocks {@code data}, {@code augment} and {@code benchmark}, and {@code run.seed}.
     *
     * @throws org.sparkresnet.config.InvalidInputException with all that is wrong with settings, or with what they name
     */
    public static DataBenchmark from(Settings settings) {
        Augmentation augmentation = Augmentation.forTraining(settings);
        int microBatch = settings.at("data").positiveInt("micro-batch");
        Mixing mixing = Mixing.from(settings, microBatch);
        Repetitions repetitions = Repetitions.from(settings);
        PictureSource source = PictureSource.from(settings, microBatch);
        Optional<PictureShape> shape =
                source.shapes().map(augmentation::outputShapes).flatMap(PictureShapes::common);
        settings.at("augment")
                .require(
                        shape.isPresent(),
                        "train",
                        "the pictures of " + source.title() + " differ in size behind it; end it with a crop, such as"
                                + " { type = random-resized-crop, size = 224, area = [0.08, 1], aspect = [0.75, 1.3333333333333333] }");
        Normalizer.Mean mean = settings.at("augment").choice("mean", Normalizer.Mean.class);
        settings.throwIfInvalid();
        BatchAssembler assembler = new BatchAssembler(
                augmentation,
                mixing,
                input(shape.get(), mean),
                settings.at("run").wholeNumber("seed"),
                false);
        return new DataBenchmark(source, assembler, microBatch, Loading.from(settings.at("data")), repetitions);
    }

    /** Labels are not looked at. */
    private static NetworkInput input(PictureShape shape, Normalizer.Mean mean) {
        List<Double> halves = Collections.nCopies(shape.channels(), HALF);
        List<String> classes = Collections.nCopies(Short.MAX_VALUE, "a class");
        Normalizer normalizer = mean == Normalizer.Mean.CHANNEL
                ? new Normalization(halves, halves)
                : new PixelMean(shape, new float[shape.values()], halves);
        return new NetworkInput(shape, classes, normalizer);
    }

    /** Measures. */
    public DataReport run() {
        List<RecordBatch> batches = new ArrayList<>();
        PassTimes reading = timed(() -> {
            batches.clear();
            drain(source.passes(1), batches::add);
        });
        PassTimes oneThread;
        try (ImagePipeline pipeline = assembler.pipeline()) {
            FloatBuffer target = room();
            oneThread = timed(() -> batches.forEach(batch -> batch.records()
                    .forEach(record -> assembler.write(pipeline, batch.epoch(), record, target.clear()))));
        }
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("read", reading.median());
        stages.putAll(new StageTimes(assembler, batches).median(repetitions));
        List<NumberedRecord> records =
                batches.stream().flatMap(batch -> batch.records().stream()).toList();
        return new DataReport(this, records.size(), stages, oneThread, wholeLoader(), ProcessMemory.peakMegabytes());
    }

    /** Passes without end and beginning of their own: the loader works ahead while one is timed. */
    private PassTimes wholeLoader() {
        int passes = repetitions.warmUp() + repetitions.measured();
        long picturesOfAPass = pictures(source.passes(1));
        try (BatchLoader loader = new BatchLoader(source.passes(passes), assembler, microBatch, loading)) {
            return timed(() -> {
                long left = picturesOfAPass;
                while (left > 0) {
                    try (Batch batch = loader.next().batch()) {
                        left -= batch.size();
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PassTimes timed(Runnable pass) {
        return PassTimes.measure(repetitions, new KindTimes(), pass);
    }

    private FloatBuffer room() {
        int values = assembler.input().shape().values();
        return ByteBuffer.allocateDirect(values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static long pictures(RecordSource records) {
        long[] sum = new long[1];
        drain(records, batch -> sum[0] += batch.records().size());
        return sum[0];
    }

    private static void drain(RecordSource records, Consumer<RecordBatch> receiver) {
        try (records) {
            records.forEachRemaining(receiver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
