package org.sparkresnet.prepare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;

/** Makes folders of shards from a source. */
public final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final JavaSparkContext context;
    private final PrepareSettings settings;
    private final SplitJob job;

    private Preparation(JavaSparkContext context, PrepareSettings settings, int tasks) {
        this.context = context;
        this.settings = settings;
        this.job = new SplitJob(context, settings.seed(), settings.examplesPerShard(), tasks);
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
        Source source = Source.open(settings, context);
        OutputFolder output = OutputFolder.open(settings.output(), context.sc().applicationId(), configuration);
        source.splitNames().forEach(output::requireFree);
        List<SourceSplit> splits = source.check(tasks);
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
                output.abandon(source.splitNames());
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
                seconds);
    }

    private Map<String, String> options() {
        return Map.of(
                "format", settings.format().name().toLowerCase(Locale.ROOT),
                "examples-per-shard", Integer.toString(settings.examplesPerShard()),
                "seed", Long.toString(settings.seed()));
    }
}
