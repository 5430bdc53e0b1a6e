package org.sparkresnet.prepare.source.picture;

import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.storage.StorageLevel;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.TaskMistakes;

/**
 * A set whose pictures have been decoded, each once.
 *
 * @param set before that
 * @param findings what came of each picture, in the order of the pictures; kept on the disks of the executors, so that
 *     none is decoded again
 * @param summary of these
 * @param mostBad how many bad pictures are allowed
 */
record InspectedSplit(PictureSet set, JavaRDD<Inspection> findings, InspectionSummary summary, long mostBad) {

    /** Decodes every picture. */
    static InspectedSplit of(PictureSet set, SourceTasks tasks, PictureLimits limits) {
        JavaRDD<Inspection> findings = set.pictures()
                .pictures()
                .mapPartitions(new InspectPictures(tasks.configuration()))
                .persist(StorageLevel.DISK_ONLY());
        long mostBad = limits.mostBad(set.pictures().count());
        InspectionSummary summary = TaskMistakes.find(() -> findings.aggregate(
                new InspectionSummary(Math.max(mostBad, FirstFew.MOST)),
                InspectionSummary::add,
                InspectionSummary::merge));
        return new InspectedSplit(set, findings, summary, mostBad);
    }

    /** What is wrong with the split as a whole, for the person. */
    Optional<String> problem() {
        if (summary.unread().isPresent()) {
            return summary.unread();
        }
        String found = set.place() + ": " + summary.bad() + " of "
                + set.pictures().count() + (summary.bad() == 1 ? " pictures is bad, " : " pictures are bad, ");
        String named = FirstFew.of(summary.named(), summary.bad());
        if (summary.bad() > mostBad) {
            return Optional.of(found + "prepare.bad-share allows " + mostBad + ": " + named
                    + "; mend them or take them out, or raise prepare.bad-share");
        } else if (summary.good() == 0) {
            return Optional.of(found + "so none is left: " + named + "; mend them");
        }
        return Optional.empty();
    }

    /** Its pictures. */
    SourceSplit pictures() {
        JavaRDD<String> names = findings.filter(finding -> finding instanceof Inspection.Good)
                .map(finding -> ((Inspection.Good) finding).name());
        JavaRDD<SourceRecord> records = set.pictures().pictures().zipPartitions(findings, new WithFindings());
        return new SourceSplit(set.split(), set.classNames(), summary.good(), names, records, summary.named());
    }

    /** Pictures that carry their bytes are listed anew for this, not kept a second time. */
    private static final class WithFindings
            implements FlatMapFunction2<Iterator<EncodedPicture>, Iterator<Inspection>, SourceRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<SourceRecord> call(Iterator<EncodedPicture> pictures, Iterator<Inspection> findings) {
            return new SoundPictures(pictures, findings);
        }
    }
}
