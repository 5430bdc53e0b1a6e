package org.sparkresnet.prepare.source.tfrecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.picture.EncodedPicture;
import org.sparkresnet.prepare.source.picture.ListedPictures;
import org.sparkresnet.prepare.source.picture.PictureSet;

/**
 * TFRecord files by split. A record is called as its file and its number in it.
 *
 * @param context Spark
 * @param layout what is read of them
 * @param splits paths of files by split, train first
 */
record TfRecordSource(JavaSparkContext context, TfRecordLayout layout, Map<String, List<String>> splits)
        implements Source {

    @Override
    public List<String> splitNames() {
        return List.copyOf(splits.keySet());
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        SourceTasks spark = SourceTasks.of(context, tasks);
        Optional<List<String>> names = layout.classes().read(context.hadoopConfiguration());
        Map<String, ListedPictures> listed = new LinkedHashMap<>();
        splits.forEach((split, files) -> listed.put(split, walk(files, spark)));
        List<String> classNames = layout.classes().names(names, ListedPictures.highest(listed.values()));
        List<PictureSet> sets = new ArrayList<>();
        listed.forEach((split, pictures) -> sets.add(new PictureSet(split, place(split), classNames, pictures)));
        return layout.features().form() instanceof PictureForm.Raw shape
                ? sets.stream().map(set -> raw(set, shape, spark)).toList()
                : PictureSet.inspect(sets, spark, layout.limits());
    }

    private ListedPictures walk(List<String> files, SourceTasks spark) {
        ListedPictures pictures = ListedPictures.spread(
                spark.spread(files).flatMap(new FindPictures(layout.features(), spark.configuration())), spark.most());
        if (pictures.count() == 0) {
            throw new InvalidInputException(
                    files.get(0) + ": no record in this file nor in others of its split; complete prepare.source");
        }
        return pictures;
    }

    /** Folder of the split's files, for messages. */
    private String place(String split) {
        String first = splits.get(split).get(0);
        return first.substring(0, first.lastIndexOf('/')) + " (" + split + ")";
    }

    private static SourceSplit raw(PictureSet set, PictureForm.Raw shape, SourceTasks spark) {
        JavaRDD<EncodedPicture> pictures = set.pictures().pictures();
        JavaRDD<SourceRecord> records = pictures.mapPartitions(new LoadPixels(shape, spark.configuration()));
        return new SourceSplit(
                set.split(),
                set.classNames(),
                set.pictures().count(),
                pictures.map(EncodedPicture::name),
                records,
                List.of());
    }
}
