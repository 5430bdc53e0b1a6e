package org.sparkresnet.prepare.source.webdataset;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.NumberedClasses;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.SplitName;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/**
 * A folder with archives in WebDataset's form.
 *
 * @param training pattern of the paths of the archives of the training set, below the source
 * @param validation the same for validation; a set without archives does not exist
 * @param classes how they are called
 * @param limits how many pictures may be bad
 */
public record WebDatasetLayout(String training, String validation, NumberedClasses classes, PictureLimits limits)
        implements SourceLayout {

    /**
     * Reads {@code webdataset}; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static WebDatasetLayout from(Settings prepare, PictureLimits limits) {
        Settings block = prepare.at("webdataset");
        return new WebDatasetLayout(
                block.text("train"),
                block.text("validation"),
                NumberedClasses.from(block, "prepare.webdataset", "what KEY.cls holds"),
                limits);
    }

    /** @throws InvalidInputException if the source is no folder, or no archive fits a pattern */
    @Override
    public Source open(String place, JavaSparkContext context) {
        Map<String, List<WebArchive>> splits =
                SourcePlace.look(place, "folder", context.hadoopConfiguration(), this::find);
        return new WebDatasetSource(context, this, place, splits);
    }

    private Map<String, List<WebArchive>> find(SourcePlace place) throws IOException {
        if (place.isFile()) {
            throw new InvalidInputException(place.path() + ": a file; prepare.source must be a folder with archives");
        }
        Map<String, List<WebArchive>> splits = new LinkedHashMap<>();
        splits.put(SplitName.TRAIN, WebArchive.find(place, training));
        splits.put(SplitName.VALIDATION, WebArchive.find(place, validation));
        splits.values().removeIf(List::isEmpty);
        if (splits.isEmpty()) {
            throw new InvalidInputException(place.path() + ": no file in it fits " + training + " or " + validation
                    + "; mend prepare.webdataset.train and prepare.webdataset.validation");
        }
        return splits;
    }
}
