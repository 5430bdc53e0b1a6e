package org.sparkresnet.prepare.source.folder;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.SplitName;

/**
 * Which folders of a source are splits. If all folders in the source are among {@code train}, {@code val}, {@code
 * validation} and {@code test}, they are splits; otherwise each is a class, and the source is the training set.
 */
final class FolderSplits {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSplits.class);
    private static final String SHORT_VALIDATION = "val";
    private static final String TEST = "test";
    private static final Set<String> SPLITS = Set.of(SplitName.TRAIN, SHORT_VALIDATION, SplitName.VALIDATION, TEST);

    private FolderSplits() {}

    /**
     * Path by name of the split, train first.
     *
     * @throws InvalidInputException if the source is no folder, or it cannot be told what is a split
     */
    static Map<String, String> find(String source, Configuration configuration) {
        return SourcePlace.look(source, "folder", configuration, place -> {
            if (place.isFile()) {
                throw new InvalidInputException(
                        place.path() + ": a file; prepare.source must be a folder with a folder for each class");
            }
            return splits(place.path(), configuration);
        });
    }

    private static Map<String, String> splits(Path source, Configuration configuration) throws IOException {
        FolderListing listing = FolderListing.of(source, configuration);
        List<String> folders = listing.folders();
        if (folders.isEmpty() || !SPLITS.containsAll(folders)) {
            return Map.of(SplitName.TRAIN, source.toString());
        }
        listing.requireNoPictures(source.toString(), "beside the folders of splits");
        Map<String, String> splits = new LinkedHashMap<>();
        if (folders.contains(SplitName.TRAIN)) {
            splits.put(SplitName.TRAIN, source + "/" + SplitName.TRAIN);
        }
        validation(source, folders).ifPresent(name -> splits.put(SplitName.VALIDATION, source + "/" + name));
        if (splits.isEmpty()) {
            throw new InvalidInputException(source + ": holds the folder " + TEST
                    + " alone; expected train, and val or validation, or a folder for each class");
        }
        if (folders.contains(TEST)) {
            LOG.info("{}/{} is left alone: train is trained on, val or validation is evaluated", source, TEST);
        }
        return splits;
    }

    private static Optional<String> validation(Path source, List<String> folders) {
        if (folders.contains(SHORT_VALIDATION) && folders.contains(SplitName.VALIDATION)) {
            throw new InvalidInputException(source + ": holds both " + SHORT_VALIDATION + " and " + SplitName.VALIDATION
                    + "; leave one of them");
        }
        return folders.stream()
                .filter(name -> name.equals(SHORT_VALIDATION) || name.equals(SplitName.VALIDATION))
                .findFirst();
    }
}
