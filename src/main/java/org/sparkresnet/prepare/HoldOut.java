package org.sparkresnet.prepare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.BadPicture;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.SplitName;

/**
 * Records of the training set that become a split of their own, so that choices can be made without looking at the
 * validation set; with 5,000 of CIFAR-10 the 45k / 5k split of arXiv:1512.03385, section 4.2. They are the first in an
 * order of (seed, name) that has nothing to do with the order of the shards.
 *
 * @param count number of records, 0 for none
 * @param seed of the choice
 */
record HoldOut(int count, long seed) implements Serializable {
    HoldOut {
        if (count < 0) {
            throw new IllegalArgumentException(count + " records held out");
        }
    }

    /** Names of the splits that come of those of a source. */
    List<String> splitNames(List<String> ofSource) {
        List<String> names = new ArrayList<>(ofSource);
        if (count > 0) {
            names.add(names.indexOf(SplitName.TRAIN) + 1, SplitName.HOLD_OUT);
        }
        return names;
    }

    /**
     * Divides the training set; other splits stay what they are.
     *
     * @param tasks at least 1
     * @throws InvalidInputException if there is no training set, or it has not more records than are to be held out
     */
    List<SourceSplit> divide(List<SourceSplit> splits, int tasks) {
        if (count > 0 && splits.stream().noneMatch(HoldOut::isTraining)) {
            throw new InvalidInputException("prepare.hold-out = " + count
                    + ": the source has no training set to hold records out of; set it to 0");
        }
        List<SourceSplit> divided = new ArrayList<>();
        for (SourceSplit split : splits) {
            if (count > 0 && isTraining(split)) {
                divided.addAll(divide(split, tasks));
            } else {
                divided.add(split);
            }
        }
        return divided;
    }

    private List<SourceSplit> divide(SourceSplit train, int tasks) {
        if (count >= train.count()) {
            throw new InvalidInputException("prepare.hold-out = " + count + ": the training set has " + train.count()
                    + " records; hold out fewer");
        }
        OrderKey last = lastKey(train, tasks);
        return List.of(
                part(train, SplitName.TRAIN, train.count() - count, train.leftOut(), new IsIn(seed, last, false)),
                part(train, SplitName.HOLD_OUT, count, List.of(), new IsIn(seed, last, true)));
    }

    private SourceSplit part(SourceSplit train, String name, long records, List<BadPicture> leftOut, IsIn chosen) {
        return new SourceSplit(
                name,
                train.classNames(),
                records,
                train.names().filter(chosen::holds),
                train.records().filter(record -> chosen.holds(record.name())),
                leftOut);
    }

    private OrderKey lastKey(SourceSplit train, int tasks) {
        long place = count - 1L;
        long named = seed;
        return train.names()
                .map(name -> OrderKey.ofHoldOut(named, name))
                .sortBy(key -> key, true, tasks)
                .zipWithIndex()
                .filter(keyAndPlace -> keyAndPlace._2() == place)
                .keys()
                .first();
    }

    private static boolean isTraining(SourceSplit split) {
        return split.name().equals(SplitName.TRAIN);
    }

    /**
     * Whether a record is held out, or is not.
     *
     * @param last key of the last record that is held out
     * @param heldOut which of the two is asked
     */
    private record IsIn(long seed, OrderKey last, boolean heldOut) implements Serializable {
        boolean holds(String name) {
            return (OrderKey.ofHoldOut(seed, name).compareTo(last) <= 0) == heldOut;
        }
    }
}
