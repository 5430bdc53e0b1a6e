package org.sparkresnet.prepare.source.idx;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.SourceRecord;

/**
 * The records [from, to) of a pair: what one task reads.
 *
 * @param pair the files
 * @param images header of the images
 * @param from at least 0; 0 where the pair cannot be split
 * @param to more than {@code from}
 */
record IdxRange(IdxPair pair, IdxHeader images, int from, int to) implements Serializable {

    /** All records of a pair in at most {@code most} ranges of nearly equal size. */
    static List<IdxRange> split(IdxPair pair, IdxHeader images, int most) {
        int ranges = Math.min(most, images.count());
        List<IdxRange> all = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            int from = (int) ((long) images.count() * i / ranges);
            int to = (int) ((long) images.count() * (i + 1) / ranges);
            all.add(new IdxRange(pair, images, from, to));
        }
        return all;
    }

    /** Names the records of a range without reading them. */
    record Names() implements FlatMapFunction<IdxRange, String> {
        @Override
        public Iterator<String> call(IdxRange range) {
            return IntStream.range(range.from(), range.to())
                    .mapToObj(range.pair()::recordName)
                    .iterator();
        }
    }

    /**
     * Reads the records of a range.
     *
     * @param configuration of Hadoop
     */
    record Records(Broadcast<SerializableConfiguration> configuration)
            implements FlatMapFunction<IdxRange, SourceRecord> {
        @Override
        public Iterator<SourceRecord> call(IdxRange range) throws IOException {
            return IdxRecords.open(range, configuration.value().value());
        }
    }
}
