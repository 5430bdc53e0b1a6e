package org.sparkresnet.prepare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SplitName;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;

/** Makes folders of shards from a source. */
public final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final JavaSparkContext context;
    private final PrepareSettings settings;
    private final SplitJob job;
    private final Optional<MeanJob> mean;

    private Preparation(JavaSparkContext context, PrepareSettings settings, int tasks) {
        this.context = context;
        this.settings = settings;
        this.job = new SplitJob(context, settings.seed(), settings.examplesPerShard(), settings.storing(), tasks);
        this.mean = settings.mean().map(pictures -> new MeanJob(context, pictures, tasks));
    }

    /**
     * Checks source and output, writes every split, and gives the folders their names when all are complete. What
     * was begun is deleted after a failure, or by the next run if this process is killed.
     *
     * @return what was written
     * @throws org.sparkresnet.config.InvalidInputException if the source is unsound or something is in the way;
     *     nothing has been written then
     * @throws IOException if a file system fails
     */
    public static PreparationReport run(JavaSparkContext context, PrepareSettings settings) throws IOException {
        int tasks = settings.tasks() > 0 ? settings.tasks() : context.defaultParallelism();
        return new Preparation(context, settings, tasks).run(tasks);
    }

    private PreparationReport run(int tasks) throws IOException {
        Configuration configuration = context.hadoopConfiguration();
        Source source = settings.layout().open(settings.source(), context);
        OutputFolder output = OutputFolder.open(settings.output(), context.sc().applicationId(), configuration);
        HoldOut holdOut = new HoldOut(settings.holdOut(), settings.seed());
        List<String> names = holdOut.splitNames(source.splitNames());
        names.forEach(output::requireFree);
        List<SourceSplit> found = settings.classes().choose(source.check(tasks));
        settings.expected().require(found);
        List<SourceSplit> splits = holdOut.divide(found, tasks);
        output.removeLeftovers();
        boolean complete = false;
        try {
            List<PreparationReport.Split> written = new ArrayList<>();
            for (SourceSplit split : splits) {
                written.add(write(split, output.begin(split.name())));
            }
            for (SourceSplit split : splits) {
                output.publish(split.name());
            }
            complete = true;
            return new PreparationReport(written);
        } finally {
            if (!complete) {
                output.abandon(names);
            }
        }
    }

    private PreparationReport.Split write(SourceSplit split, String folder) throws IOException {
        long start = System.nanoTime();
        WrittenShards written = job.write(split, folder);
        Manifest manifest = Manifest.of(
                new Manifest.Classes(split.classNames(), written.classCounts()),
                written.entries(),
                written.pictures(),
                new Manifest.Origin(settings.source(), options()));
        if (mean.isPresent() && split.name().equals(SplitName.TRAIN)) {
            manifest = mean.get().write(manifest, folder);
        }
        BadPictureFile.write(folder, split.leftOut(), context.hadoopConfiguration());
        ShardFolder.complete(folder, manifest, context.hadoopConfiguration());
        double seconds = (System.nanoTime() - start) / 1e9;
        LOG.info(
                "{}: {} records in {} shards, {} s",
                split.name(),
                manifest.records(),
                manifest.shards().size(),
                Math.round(seconds));
        return new PreparationReport.Split(
                settings.output() + "/" + split.name(),
                manifest.records(),
                manifest.classNames().size(),
                manifest.shards().size(),
                manifest.shards().stream().mapToLong(ShardEntry::bytes).sum(),
                split.leftOut().size(),
                seconds);
    }

    /** What was told and bears on the data; settings of other sources are not named. */
    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("format", settings.format().toString());
        options.put("examples-per-shard", Integer.toString(settings.examplesPerShard()));
        options.put("seed", Long.toString(settings.seed()));
        if (settings.holdOut() > 0) {
            options.put(SplitName.HOLD_OUT, Integer.toString(settings.holdOut()));
        }
        if (!settings.classes().isAll()) {
            options.put("classes", String.join(", ", settings.classes().names()));
        }
        options.putAll(settings.storing().options());
        options.putAll(settings.layout().options());
        return options;
    }
}
