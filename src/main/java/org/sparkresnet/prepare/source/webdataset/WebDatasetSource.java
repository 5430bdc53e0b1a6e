package org.sparkresnet.prepare.source.webdataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.picture.ListedPictures;
import org.sparkresnet.prepare.source.picture.PictureSet;
import org.sparkresnet.prepare.source.picture.StoredPicture;

/**
 * Archives in WebDataset's form. Labels stay the numbers that they are; their names are the lines of a file, or else the
 * numbers as text, up to the highest of all sets.
 *
 * @param context Spark
 * @param layout what the person says of them
 * @param place of the source
 * @param splits archives by name of the split, train first
 */
record WebDatasetSource(
        JavaSparkContext context, WebDatasetLayout layout, String place, Map<String, List<WebArchive>> splits)
        implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(WebDatasetSource.class);

    @Override
    public List<String> splitNames() {
        return List.copyOf(splits.keySet());
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        SourceTasks spark = SourceTasks.of(context, tasks);
        Optional<List<String>> names = layout.classes().read(context.hadoopConfiguration());
        ListSamples listing = new ListSamples(spark.configuration());
        Map<String, ListedPictures> listed = new LinkedHashMap<>();
        splits.forEach((split, archives) -> {
            LOG.info("{}: {} archives", split, archives.size());
            JavaRDD<Finding<StoredPicture>> found = spark.spread(archives).flatMap(listing);
            listed.put(split, required(ListedPictures.spread(found, spark.most())));
        });
        List<String> classNames = layout.classes().names(names, ListedPictures.highest(listed.values()));
        List<PictureSet> sets = listed.entrySet().stream()
                .map(split -> new PictureSet(
                        split.getKey(), place + " (" + split.getKey() + ")", classNames, split.getValue()))
                .toList();
        return PictureSet.inspect(sets, spark, layout.limits());
    }

    private ListedPictures required(ListedPictures pictures) {
        if (pictures.count() == 0) {
            throw new InvalidInputException(
                    place + ": no picture in its archives, expected files KEY.jpg, KEY.jpeg or KEY.png with KEY.cls;"
                            + " write them again, or mend prepare.source");
        }
        return pictures;
    }
}
