package org.sparkresnet.parallel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.sparkresnet.data.BatchLoader;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.data.ShardAccess;
import org.sparkresnet.data.TrainingRecords;
import org.sparkresnet.parallel.worker.Segment;
import org.sparkresnet.parallel.worker.Work;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

/**
 * The micro-batches of a segment: partition w yields those of worker w's lanes, step by step and lane by lane.
 *
 * <p>They are read and decoded on the executor while they are consumed, into memory that is used again, so a batch must
 * be closed before the next but {@code prefetch} is taken. Nothing of this RDD can be cached or sent.
 */
final class MinibatchRDD extends RDD<Minibatch> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Work> work;
    private final Segment segment;
    private final List<List<String>> places;

    /** @param places where Spark should run each worker, the best ones first; none for anywhere */
    MinibatchRDD(SparkContext spark, Broadcast<Work> work, Segment segment, List<List<String>> places) {
        super(spark, sequence(List.of()), ClassTag$.MODULE$.<Minibatch>apply(Minibatch.class));
        this.work = work;
        this.segment = segment;
        this.places = List.copyOf(places);
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[places.size()];
        for (int worker = 0; worker < partitions.length; worker++) {
            partitions[worker] = new WorkerPartition(worker);
        }
        return partitions;
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        return sequence(places.get(partition.index()));
    }

    @Override
    public Iterator<Minibatch> compute(Partition partition, TaskContext context) {
        BatchLoader loader = open(work.value(), partition.index());
        context.addTaskCompletionListener(finished -> {
            try {
                loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return JavaConverters.asScalaIterator(loader);
    }

    private BatchLoader open(Work shared, int worker) {
        TrainingRecords records = new TrainingRecords(
                shared.plan(),
                new ShardAccess(
                        shared.training().shards(),
                        shared.hadoop().value(),
                        shared.pace().loading().readAhead()),
                shared.stretch(segment.fromStep(), segment.toStep(), worker, places.size()));
        return new BatchLoader(
                records,
                shared.training().assembler(),
                shared.plan().microBatch(),
                shared.pace().loading());
    }

    private static <T> Seq<T> sequence(List<T> values) {
        return JavaConverters.asScalaBuffer(values).toSeq();
    }

    /** Partition w belongs to worker w. */
    private record WorkerPartition(int index) implements Partition {
        private static final long serialVersionUID = 1L;
    }
}
