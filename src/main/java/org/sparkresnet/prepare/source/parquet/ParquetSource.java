package org.sparkresnet.prepare.source.parquet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.HighestLabel;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.picture.ListedPictures;
import org.sparkresnet.prepare.source.picture.PictureSet;

/**
 * Parquet files by split. A record is called as its file and the number of its row in it.
 *
 * @param context Spark
 * @param layout what is read of them
 * @param splits paths of files by split, train first
 */
record ParquetSource(JavaSparkContext context, ParquetLayout layout, Map<String, List<String>> splits)
        implements Source {
    @Override
    public List<String> splitNames() {
        return List.copyOf(splits.keySet());
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        SourceTasks spark = SourceTasks.of(context, tasks);
        Optional<List<String>> names = layout.classes().read(context.hadoopConfiguration());
        Map<String, List<ParquetFacts>> facts = new LinkedHashMap<>();
        splits.forEach((split, files) -> facts.put(split, look(files, spark)));
        List<ParquetFacts> all = facts.values().stream().flatMap(List::stream).toList();
        List<String> classNames = classNames(names, all);
        List<PictureSet> sets = facts.entrySet().stream()
                .map(split -> new PictureSet(
                        split.getKey(), place(split.getKey()), classNames, pictures(split.getValue(), spark)))
                .toList();
        return PictureSet.inspect(sets, spark, layout.limits());
    }

    private List<ParquetFacts> look(List<String> files, SourceTasks spark) {
        List<ParquetFacts> facts = Finding.allSound(spark.spread(files)
                .map(new LookAtFile(layout.columns(), spark.configuration()))
                .collect());
        if (facts.stream().mapToLong(ParquetFacts::rows).sum() == 0) {
            throw new InvalidInputException(
                    files.get(0) + ": no row in this file nor in others of its split; complete prepare.source");
        }
        return facts;
    }

    private ListedPictures pictures(List<ParquetFacts> facts, SourceTasks spark) {
        List<RowGroup> groups =
                facts.stream().flatMap(file -> file.groups().stream()).toList();
        return new ListedPictures(
                spark.spread(groups).flatMap(new ReadRows(layout.columns(), spark.configuration())),
                facts.stream().mapToLong(ParquetFacts::rows).sum(),
                highest(facts));
    }

    /** @param read names that the person gives, which go over those of the files */
    private List<String> classNames(Optional<List<String>> read, List<ParquetFacts> facts) {
        HighestLabel highest = highest(facts);
        Optional<ParquetFacts> naming =
                facts.stream().filter(file -> !file.classNames().isEmpty()).findFirst();
        if (read.isPresent() || naming.isEmpty()) {
            return layout.classes().names(read, highest);
        }
        requireSameNames(naming.get(), facts);
        return layout.classes().named(naming.get().classNames(), naming.get().file(), highest);
    }

    private void requireSameNames(ParquetFacts first, List<ParquetFacts> facts) {
        for (ParquetFacts file : facts) {
            if (!file.classNames().isEmpty() && !file.classNames().equals(first.classNames())) {
                throw new InvalidInputException(file.file() + ": names other classes than " + first.file()
                        + "; take one of them out of prepare.source, or name the classes with "
                        + layout.classes().key());
            }
        }
    }

    private static HighestLabel highest(List<ParquetFacts> facts) {
        return facts.stream().map(ParquetFacts::highest).reduce(HighestLabel.NONE, HighestLabel::or);
    }

    /** Folder of the split's files, for messages. */
    private String place(String split) {
        String first = splits.get(split).get(0);
        return first.substring(0, first.lastIndexOf('/')) + " (" + split + ")";
    }
}
