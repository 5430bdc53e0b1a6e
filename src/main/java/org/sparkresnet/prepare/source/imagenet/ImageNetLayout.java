package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.ChosenSplits;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.SplitName;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/**
 * A folder with the archives of ILSVRC2012, as downloaded.
 *
 * @param splits that are wanted; an archive that only others need may be missing
 * @param sums that the archives ought to have
 * @param limits how many pictures may be bad
 */
public record ImageNetLayout(ChosenSplits splits, ArchiveSums sums, PictureLimits limits) implements SourceLayout {

    /**
     * Reads {@code imagenet}; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static ImageNetLayout from(Settings prepare, PictureLimits limits) {
        Settings imagenet = prepare.at("imagenet");
        return new ImageNetLayout(ChosenSplits.from(imagenet), ArchiveSums.from(imagenet), limits);
    }

    /** @throws InvalidInputException if an archive is missing */
    @Override
    public Source open(String place, JavaSparkContext context) {
        return new ImageNetSource(context, this, archives(place, context));
    }

    /**
     * Compares the archives with those that were published, and does nothing else with them.
     *
     * @param place the folder that holds them
     * @return all of them, or none if {@link #sums} does not ask for it
     * @throws InvalidInputException if an archive is missing or cannot be read
     */
    public List<ComparedArchive> compare(String place, JavaSparkContext context) {
        return sums.compare(archives(place, context), context);
    }

    private Map<ImageNetArchive, SourcePlace.Sized> archives(String place, JavaSparkContext context) {
        return SourcePlace.look(place, "folder", context.hadoopConfiguration(), this::find);
    }

    private Map<ImageNetArchive, SourcePlace.Sized> find(SourcePlace place) throws IOException {
        if (place.isFile()) {
            throw new InvalidInputException(place.path() + ": a file; prepare.source must be the folder that holds "
                    + ImageNetArchive.TRAIN.fileName() + ", " + ImageNetArchive.VALIDATION.fileName() + " and "
                    + ImageNetArchive.DEVKIT.fileName());
        }
        SortedSet<String> names = place.names();
        Map<ImageNetArchive, SourcePlace.Sized> found = new EnumMap<>(ImageNetArchive.class);
        for (ImageNetArchive archive : ImageNetArchive.values()) {
            if (!isWanted(archive)) {
                continue;
            }
            if (!names.contains(archive.fileName())) {
                throw missing(place, archive, names);
            }
            found.put(archive, place.sized(archive.fileName()));
        }
        return found;
    }

    private boolean isWanted(ImageNetArchive archive) {
        return switch (archive) {
            case TRAIN -> splits.has(SplitName.TRAIN);
            case VALIDATION -> splits.has(SplitName.VALIDATION);
            case DEVKIT -> true;
        };
    }

    private static InvalidInputException missing(SourcePlace place, ImageNetArchive archive, SortedSet<String> names) {
        String remedy =
                switch (archive) {
                    case TRAIN -> "; put it there as downloaded, or set prepare.imagenet.splits = [validation]";
                    case VALIDATION -> "; put it there as downloaded, or set prepare.imagenet.splits = [train]";
                    case DEVKIT -> names.stream().anyMatch(name -> name.contains("devkit_t3"))
                            ? "; the kit of task 3 does not do, put that of tasks 1 and 2 there as downloaded"
                            : "; put it there as downloaded";
                };
        return new InvalidInputException(place.path() + ": no " + archive.fileName() + " in this folder (found: "
                + (names.isEmpty() ? "nothing" : FirstFew.of(names)) + ")" + remedy);
    }
}
