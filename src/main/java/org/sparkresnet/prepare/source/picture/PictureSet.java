package org.sparkresnet.prepare.source.picture;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.ClassSubset;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SourceTasks;
import org.sparkresnet.prepare.source.TaskMistakes;

/**
 * The encoded pictures of one split.
 *
 * @param split its name
 * @param place of the pictures, for messages: path of a folder or an archive
 * @param classNames name of label i at place i
 * @param pictures all of them
 */
public record PictureSet(String split, String place, List<String> classNames, ListedPictures pictures) {
    public PictureSet {
        classNames = List.copyOf(classNames);
    }

    /**
     * Decodes every picture of every set that is of a wanted class, once.
     *
     * @return a split for each set, in that order
     * @throws InvalidInputException if too many are bad, with a sentence for each set of which that is so
     */
    public static List<SourceSplit> inspect(List<PictureSet> sets, SourceTasks tasks, PictureLimits limits) {
        List<InspectedSplit> inspected = sets.stream()
                .map(set -> set.of(limits.classes()))
                .map(set -> InspectedSplit.of(set, tasks, limits))
                .toList();
        List<String> problems = inspected.stream()
                .map(InspectedSplit::problem)
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("\n", problems));
        }
        return inspected.stream().map(InspectedSplit::pictures).toList();
    }

    /** The pictures of some classes, with the labels that they have. */
    private PictureSet of(ClassSubset classes) {
        if (classes.isAll()) {
            return this;
        }
        boolean[] wanted = classes.wanted(classNames, split);
        JavaRDD<EncodedPicture> some = pictures.pictures().filter(picture -> wanted[picture.label()]);
        long count = TaskMistakes.find(some::count);
        classes.requireSome(count, split);
        return new PictureSet(split, place, classNames, new ListedPictures(some, count, pictures.highest()));
    }
}
