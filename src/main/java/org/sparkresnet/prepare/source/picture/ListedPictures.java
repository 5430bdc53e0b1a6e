package org.sparkresnet.prepare.source.picture;

import java.io.Serializable;
import java.util.Collection;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFunction;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.HighestLabel;
import scala.Tuple2;

/**
 * Pictures that have been found and not been read.
 *
 * @param pictures spread over the tasks that will decode them; the same in the same order each time
 * @param count of them
 * @param highest label of them
 */
public record ListedPictures(JavaRDD<EncodedPicture> pictures, long count, HighestLabel highest) {

    /**
     * Lists with the tasks of {@code found}, and spreads what they find: neighbors in a file stay together, in their
     * order, all else goes by chance. The driver sees numbers only. Reading the pictures later does not list again, for
     * Spark keeps what it has moved between tasks.
     *
     * @param found pictures, or why some cannot be listed
     * @param tasks that will read, at least 1
     * @throws InvalidInputException if something could not be listed
     */
    public static ListedPictures spread(JavaRDD<Finding<StoredPicture>> found, int tasks) {
        JavaRDD<Finding<StoredPicture>> arranged = found.mapToPair(new WithPlace())
                .repartitionAndSortWithinPartitions(new ByStretch(tasks))
                .values();
        Tally tally = arranged.aggregate(Tally.NONE, new Add(), new Merge());
        if (!tally.wrong().isEmpty()) {
            throw new InvalidInputException(tally.wrong());
        }
        return new ListedPictures(arranged.map(Finding::orThrow), tally.pictures(), tally.highest());
    }

    /** The highest label of several sets. */
    public static HighestLabel highest(Collection<ListedPictures> sets) {
        return sets.stream().map(ListedPictures::highest).reduce(HighestLabel.NONE, HighestLabel::or);
    }

    /** Findings that are wrong have no place. */
    private record WithPlace() implements PairFunction<Finding<StoredPicture>, PicturePlace, Finding<StoredPicture>> {
        private static final PicturePlace NONE = new PicturePlace("", 0);

        @Override
        public Tuple2<PicturePlace, Finding<StoredPicture>> call(Finding<StoredPicture> finding) {
            return new Tuple2<>(
                    finding instanceof Finding.Sound<StoredPicture> sound
                            ? sound.value().place()
                            : NONE,
                    finding);
        }
    }

    /** By hash of the place, so that a task tried again finds the same pictures. */
    private static final class ByStretch extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final int partitions;

        ByStretch(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object key) {
            return Math.floorMod(((PicturePlace) key).stretch(), partitions);
        }
    }

    /**
     * What a task saw.
     *
     * @param pictures number of them
     * @param highest label of them
     * @param wrong the first sentence in the order of sentences, empty if there is none
     */
    private record Tally(long pictures, HighestLabel highest, String wrong) implements Serializable {
        static final Tally NONE = new Tally(0, HighestLabel.NONE, "");

        Tally plus(Tally other) {
            String first = other.wrong.isEmpty() || !wrong.isEmpty() && wrong.compareTo(other.wrong) <= 0
                    ? wrong
                    : other.wrong;
            return new Tally(pictures + other.pictures, highest.or(other.highest), first);
        }

        static Tally of(Finding<StoredPicture> finding) {
            if (finding instanceof Finding.Wrong<StoredPicture> wrong) {
                return new Tally(0, HighestLabel.NONE, wrong.sentence());
            }
            StoredPicture picture = finding.orThrow();
            return new Tally(1, new HighestLabel(picture.label(), picture.name()), "");
        }
    }

    private record Add() implements Function2<Tally, Finding<StoredPicture>, Tally> {
        @Override
        public Tally call(Tally tally, Finding<StoredPicture> finding) {
            return tally.plus(Tally.of(finding));
        }
    }

    private record Merge() implements Function2<Tally, Tally, Tally> {
        @Override
        public Tally call(Tally left, Tally right) {
            return left.plus(right);
        }
    }
}
