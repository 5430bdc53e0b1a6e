package org.sparkresnet.prepare.source.cifar;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.LoadedRecord;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SplitName;

/**
 * An archive of CIFAR as it is downloaded: its training files become the split train, its test file the split
 * validation. A gzip stream can only be read from its start, so one task reads it and the shuffle spreads the records.
 *
 * @param context Spark
 * @param version what the archive must be
 * @param archive means the same on every machine
 */
record CifarSource(JavaSparkContext context, CifarVersion version, String archive) implements Source {

    /**
     * Looks at names only.
     *
     * @param source the archive, or the folder that holds it under its own name
     * @throws InvalidInputException if there is no such archive
     */
    static CifarSource open(String source, CifarVersion version, JavaSparkContext context) {
        Path archive = SourcePlace.look(source, "file or folder", context.hadoopConfiguration(), place -> {
            if (place.isFile()) {
                return place.path();
            }
            SortedSet<String> names = place.names();
            if (!names.contains(version.archive())) {
                throw new InvalidInputException(source + ": no " + version.archive() + " in this folder (found: "
                        + (names.isEmpty() ? "nothing" : FirstFew.of(names))
                        + "); give the archive as downloaded, not unpacked");
            }
            return new Path(place.path(), version.archive());
        });
        return new CifarSource(context, version, archive.toString());
    }

    @Override
    public List<String> splitNames() {
        return List.of(SplitName.TRAIN, SplitName.VALIDATION);
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        Broadcast<SerializableConfiguration> configuration =
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
        CifarFacts facts = context.parallelize(List.of(archive), 1)
                .map(new CifarCheck(version, configuration))
                .first()
                .orThrow();
        return List.of(
                split(SplitName.TRAIN, version.trainingFiles, facts, configuration),
                split(SplitName.VALIDATION, List.of(version.testFile), facts, configuration));
    }

    private SourceSplit split(
            String name, List<String> files, CifarFacts facts, Broadcast<SerializableConfiguration> configuration) {
        return new SourceSplit(
                name,
                facts.classNames(),
                files.stream().mapToLong(facts.records()::get).sum(),
                context.parallelize(files, files.size()).flatMap(new Names(facts.records())),
                context.parallelize(List.of(archive), 1).flatMap(new Records(version, files, configuration)),
                List.of());
    }

    /** Names the records of a file without reading them. */
    private record Names(Map<String, Long> records) implements FlatMapFunction<String, String> {
        @Override
        public Iterator<String> call(String file) {
            return LongStream.range(0, records.get(file))
                    .mapToObj(number -> LoadedRecord.name(file, number))
                    .iterator();
        }
    }

    /** Reads the records of some files of an archive. */
    private record Records(CifarVersion version, List<String> files, Broadcast<SerializableConfiguration> configuration)
            implements FlatMapFunction<String, SourceRecord> {
        @Override
        public Iterator<SourceRecord> call(String archive) throws IOException {
            Configuration hadoop = configuration.value().value();
            return CifarRecords.open(archive, version, files, hadoop);
        }
    }
}
