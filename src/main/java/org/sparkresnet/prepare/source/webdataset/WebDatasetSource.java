package org.sparkresnet.prepare.source.webdataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.ClassNames;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.TextFile;
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
    /** Where nobody says how many there are: fifty times those of the whole of ImageNet, and their names still fit into memory. */
    private static final int MOST_CLASSES = 1_000_000;

    @Override
    public List<String> splitNames() {
        return List.copyOf(splits.keySet());
    }

    @Override
    public List<SourceSplit> check(int tasks) {
        SourceTasks spark = SourceTasks.of(context, tasks);
        Optional<List<String>> names = layout.classes().map(this::read);
        ListSamples listing = new ListSamples(names.map(List::size).orElse(MOST_CLASSES), spark.configuration());
        Map<String, ListedPictures> listed = new LinkedHashMap<>();
        splits.forEach((split, archives) -> {
            LOG.info("{}: {} archives", split, archives.size());
            JavaRDD<Finding<StoredPicture>> found = spark.spread(archives).flatMap(listing);
            listed.put(split, ListedPictures.spread(found, spark.most()));
        });
        List<String> classNames = names.orElseGet(() -> numbers(listed));
        List<PictureSet> sets = listed.entrySet().stream()
                .map(split -> new PictureSet(
                        split.getKey(), place + " (" + split.getKey() + ")", classNames, required(split.getValue())))
                .toList();
        return PictureSet.inspect(sets, spark, layout.limits());
    }

    private List<String> read(String classes) {
        Path file = new Path(classes);
        return ClassNames.parse(
                TextFile.bytes(file, context.hadoopConfiguration()), classes, "write one name per line");
    }

    private ListedPictures required(ListedPictures pictures) {
        if (pictures.count() == 0) {
            throw new InvalidInputException(
                    place + ": no picture in its archives, expected files KEY.jpg, KEY.jpeg or KEY.png with KEY.cls");
        }
        return pictures;
    }

    private static List<String> numbers(Map<String, ListedPictures> listed) {
        int highest = listed.values().stream()
                .mapToInt(ListedPictures::highestLabel)
                .max()
                .orElseThrow();
        return IntStream.rangeClosed(0, highest).mapToObj(Integer::toString).toList();
    }
}
