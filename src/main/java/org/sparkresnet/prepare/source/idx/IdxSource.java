package org.sparkresnet.prepare.source.idx;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.NumberedClasses;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceSplit;

/**
 * A folder of IDX files: {@code train-*} becomes the split train, {@code t10k-*} the split validation. Labels stay the
 * numbers that they are; their names are the lines of {@code classes.txt}, or else the numbers as text.
 *
 * @param context Spark
 * @param listing what is in the folder
 */
record IdxSource(JavaSparkContext context, IdxListing listing) implements Source {

    @Override
    public List<String> splitNames() {
        return listing.pairs().stream().map(IdxPair::split).toList();
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        Broadcast<SerializableConfiguration> configuration =
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
        List<IdxFacts> sound = Finding.allSound(
                context.parallelize(listing.pairs(), listing.pairs().size())
                        .map(new IdxCheck(listing.classNames(), configuration))
                        .collect());
        List<String> classNames = classNames(sound);
        return sound.stream()
                .map(found -> split(found, classNames, tasks, configuration))
                .toList();
    }

    private List<String> classNames(List<IdxFacts> sound) {
        if (!listing.classNames().isEmpty()) {
            return listing.classNames();
        }
        return NumberedClasses.numbers(
                sound.stream().mapToInt(IdxFacts::highestLabel).max().orElseThrow());
    }

    private SourceSplit split(
            IdxFacts found, List<String> classNames, int tasks, Broadcast<SerializableConfiguration> configuration) {
        IdxPair pair = found.pair();
        List<IdxRange> nameRanges = IdxRange.split(pair, found.images(), tasks);
        List<IdxRange> readRanges = pair.canBeSplit() ? nameRanges : IdxRange.split(pair, found.images(), 1);
        return new SourceSplit(
                pair.split(),
                classNames,
                found.images().count(),
                context.parallelize(nameRanges, nameRanges.size()).flatMap(new IdxRange.Names()),
                context.parallelize(readRanges, readRanges.size()).flatMap(new IdxRange.Records(configuration)),
                List.of());
    }
}
