package org.sparkresnet.prepare.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;

/**
 * The classes of a source that are wanted. Their labels become their ranks among the wanted ones, in the order that the
 * source has; the same for every split.
 *
 * @param names of these classes, empty for all
 */
public record ClassSubset(List<String> names) implements Serializable {
    /** Every class of the source. */
    public static final ClassSubset ALL = new ClassSubset(List.of());

    private static final int UNWANTED = -1;

    public ClassSubset {
        names = List.copyOf(names);
    }

    /**
     * Reads {@code classes}; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static ClassSubset from(Settings prepare) {
        List<String> names = prepare.parsedList("classes", Function.identity());
        prepare.require(
                new HashSet<>(names).size() == names.size(), "classes", "names a class twice; name each class once");
        return new ClassSubset(names);
    }

    /** Whether nothing is to be left out. */
    public boolean isAll() {
        return names.isEmpty();
    }

    /**
     * Whether each class is wanted.
     *
     * @param classNames name of label i at place i
     * @param split that has these classes, for messages
     * @return by label
     * @throws InvalidInputException if a wanted class is not among them
     */
    public boolean[] wanted(List<String> classNames, String split) {
        List<String> unknown =
                names.stream().filter(name -> !classNames.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new InvalidInputException("prepare.classes: no class of " + split + " is called "
                    + FirstFew.of(unknown) + " (it has " + FirstFew.of(classNames) + "); mend prepare.classes");
        }
        boolean[] wanted = new boolean[classNames.size()];
        for (int label = 0; label < wanted.length; label++) {
            wanted[label] = isAll() || names.contains(classNames.get(label));
        }
        return wanted;
    }

    /**
     * Leaves out the records of all other classes, and counts labels anew.
     *
     * @throws InvalidInputException if a wanted class does not exist, or a split has no record of any
     */
    public List<SourceSplit> choose(List<SourceSplit> splits) {
        return isAll() ? splits : splits.stream().map(this::choose).toList();
    }

    private SourceSplit choose(SourceSplit split) {
        boolean[] wanted = wanted(split.classNames(), split.name());
        int[] labels = new int[wanted.length];
        List<String> classNames = new ArrayList<>();
        Arrays.fill(labels, UNWANTED);
        for (int label = 0; label < wanted.length; label++) {
            if (wanted[label]) {
                labels[label] = classNames.size();
                classNames.add(split.classNames().get(label));
            }
        }
        JavaRDD<SourceRecord> records = split.records()
                .filter(record -> labels[record.label()] != UNWANTED)
                .map(record -> new RelabeledRecord(record, labels[record.label()]));
        // Some sources can only be read from their beginning: once for all that names are needed for.
        JavaRDD<String> recordNames = records.map(SourceRecord::name).persist(StorageLevel.DISK_ONLY());
        long count = recordNames.count();
        requireSome(count, split.name());
        return new SourceSplit(split.name(), classNames, count, recordNames, records, split.leftOut());
    }

    /** @throws InvalidInputException if {@code count} of {@code split} is 0 */
    public void requireSome(long count, String split) {
        if (count == 0) {
            throw new InvalidInputException("prepare.classes: " + split + " has no record of " + FirstFew.of(names)
                    + "; name other classes, or complete the source");
        }
    }
}
