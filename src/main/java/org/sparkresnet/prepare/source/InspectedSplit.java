package org.sparkresnet.prepare.source;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * A folder whose files have been decoded, each once.
 *
 * @param name of the split
 * @param tree its classes
 * @param files what came of each file; kept on the disks of the executors, so that it is not decoded again
 * @param summary of these
 * @param mostBad how many bad files are allowed
 */
record InspectedSplit(String name, ClassTree tree, JavaRDD<Inspection> files, InspectionSummary summary, long mostBad) {

    /**
     * Decodes every file.
     *
     * @param lister with Spark, configuration and number of tasks
     * @param badShare most bad files, as a part of all, 0 to 1
     */
    static InspectedSplit of(String name, ClassTree tree, FolderLister lister, double badShare) {
        JavaSparkContext context = lister.context();
        Broadcast<SerializableConfiguration> configuration = lister.configuration();
        List<ClassFolder> folders = tree.folders();
        // Classes differ in size, so files are spread by name; round robin would not survive a task tried again.
        JavaRDD<Inspection> files = context.parallelize(folders, Math.min(lister.tasks(), folders.size()))
                .flatMap(new ListFiles(configuration))
                .mapToPair(file -> new Tuple2<>(file.name(), file))
                .partitionBy(new HashPartitioner(lister.tasks()))
                .values()
                .map(new InspectFile(configuration))
                .persist(StorageLevel.DISK_ONLY());
        // As decimals: 0.29 of 100 are 29, which floating point misses.
        long mostBad = BigDecimal.valueOf(badShare)
                .multiply(BigDecimal.valueOf(tree.files()))
                .longValue();
        InspectionSummary summary = files.aggregate(
                new InspectionSummary(Math.max(mostBad, FirstFew.MOST)),
                InspectionSummary::add,
                InspectionSummary::merge);
        return new InspectedSplit(name, tree, files, summary, mostBad);
    }

    /** What is wrong with the split as a whole, for the person. */
    Optional<String> problem() {
        if (summary.unread().isPresent()) {
            return summary.unread();
        }
        String found = tree.split() + ": " + summary.bad() + " of " + tree.files() + " files are no sound pictures, ";
        String named = FirstFew.of(summary.named(), summary.bad());
        if (summary.bad() > mostBad) {
            return Optional.of(found + "prepare.bad-share allows " + mostBad + ": " + named
                    + "; mend or delete them, or raise prepare.bad-share");
        } else if (summary.good() == 0) {
            return Optional.of(found + "so none is left: " + named + "; mend them");
        }
        return Optional.empty();
    }

    /** Its pictures. */
    SourceSplit pictures() {
        JavaRDD<SourceRecord> pictures =
                files.filter(file -> file instanceof Inspection.Good).map(file -> ((Inspection.Good) file).picture());
        return new SourceSplit(
                name, tree.classNames(), summary.good(), pictures.map(SourceRecord::name), pictures, summary.named());
    }
}
