package org.sparkresnet.parallel.worker;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.BatchLoader;
import org.sparkresnet.data.Loading;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.data.ShardAccess;
import org.sparkresnet.data.ValidationRecords;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/**
 * One worker's share of an evaluation: every record of its batches exactly once.
 *
 * @param batchSize pictures in a batch
 * @param loading how batches are made ahead
 */
public record ValidationPass(Pictures pictures, int batchSize, Loading loading) implements Serializable {
    /** Scores of each batch of {@code share}; called on the replica's thread. */
    public List<NumberedScores> run(Replica replica, ValidationRecords.Share share, Configuration hadoop) {
        List<NumberedScores> scores = new ArrayList<>();
        ShardAccess access = new ShardAccess(pictures.shards(), hadoop, loading.readAhead());
        ValidationRecords records = new ValidationRecords(access, batchSize, share);
        try (BatchLoader loader = new BatchLoader(records, pictures.assembler(), batchSize, loading)) {
            while (loader.hasNext()) {
                Minibatch minibatch = loader.next();
                try (Batch batch = minibatch.batch()) {
                    scores.add(new NumberedScores(minibatch.step(), replica.evaluate(batch)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scores;
    }

    /**
     * The sum over all workers' batches, in the order of batches, so that its bits do not depend on the workers.
     *
     * @param records how many records there are
     * @throws IllegalStateException if not every record was scored exactly once
     */
    public static Scores total(List<NumberedScores> batches, long records) {
        Scores total = batches.stream()
                .sorted(Comparator.comparingLong(NumberedScores::batch))
                .map(NumberedScores::scores)
                .reduce(Scores.NONE, Scores::plus);
        if (total.examples() != records) {
            throw new IllegalStateException("scored " + total.examples() + " of " + records + " records");
        }
        return total;
    }
}
