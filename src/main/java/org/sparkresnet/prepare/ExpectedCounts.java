package org.sparkresnet.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SplitName;

/**
 * How many records and classes a person knows the source to have, so that half a download is not taken for a data set.
 * Counted is what will be written: bad pictures and classes that are not wanted do not count, records to be held out do.
 *
 * @param train records of the training set
 * @param validation records of the validation set
 * @param classes number of classes of each
 */
public record ExpectedCounts(OptionalInt train, OptionalInt validation, OptionalInt classes) {

    /** Data sets whose counts are known by name. */
    enum Known {
        /** Nothing is expected. */
        NONE(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
        /** ILSVRC 2012 to 2017, classification (arXiv:1409.0575, table 2). */
        IMAGENET(OptionalInt.of(1_281_167), OptionalInt.of(50_000), OptionalInt.of(1_000));

        private final ExpectedCounts counts;

        Known(OptionalInt train, OptionalInt validation, OptionalInt classes) {
            counts = new ExpectedCounts(train, validation, classes);
        }
    }

    /** Reads the block {@code prepare.expect}; a number given there goes over the one that is known by name. */
    static ExpectedCounts from(Settings expect) {
        ExpectedCounts known = expect.choice("data-set", Known.class).counts;
        return new ExpectedCounts(
                first(expect.optionalPositiveInt("train"), known.train),
                first(expect.optionalPositiveInt("validation"), known.validation),
                first(expect.optionalPositiveInt("classes"), known.classes));
    }

    /**
     * Compares, before anything is written.
     *
     * @throws InvalidInputException if a count differs, or a split that is expected is not there
     */
    void require(List<SourceSplit> splits) {
        List<String> differences = new ArrayList<>();
        compare(differences, splits, SplitName.TRAIN, train);
        compare(differences, splits, SplitName.VALIDATION, validation);
        classes.ifPresent(expected -> splits.stream()
                .filter(split -> split.classNames().size() != expected)
                .forEach(split -> differences.add(
                        split.classNames().size() + " classes in " + split.name() + ", expected " + expected)));
        if (!differences.isEmpty()) {
            throw new InvalidInputException("prepare.source: " + String.join("; ", differences)
                    + "; complete the source, or mend prepare.expect");
        }
    }

    private static void compare(List<String> differences, List<SourceSplit> splits, String name, OptionalInt expected) {
        long found = splits.stream()
                .filter(split -> split.name().equals(name))
                .mapToLong(SourceSplit::count)
                .sum();
        long leftOut = splits.stream()
                .filter(split -> split.name().equals(name))
                .mapToLong(split -> split.leftOut().size())
                .sum();
        if (expected.isPresent() && found != expected.getAsInt()) {
            differences.add(found + " records" + (leftOut > 0 ? " (bad ones left out: " + leftOut + ")" : "") + " in "
                    + name + ", expected " + expected.getAsInt());
        }
    }

    private static OptionalInt first(OptionalInt given, OptionalInt known) {
        return given.isPresent() ? given : known;
    }
}
