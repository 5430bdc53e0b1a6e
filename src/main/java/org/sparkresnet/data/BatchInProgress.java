package org.sparkresnet.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.sparkresnet.image.pipeline.ImagePipeline;
import org.sparkresnet.shard.BadRecordException;

/**
 * A batch whose pictures are made by any number of threads. Each takes the next picture that nobody has taken yet and
 * writes it to its own place, so what comes out does not depend on who was faster.
 */
final class BatchInProgress {
    private final RecordBatch source;
    private final BatchAssembler assembler;
    private final FloatBuffer images;
    private final Outlet outlet;
    private final int[] labels;
    /** {@code [N]}: what went wrong at each place, or null. Read only when all pictures are made. */
    private final Throwable[] failures;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    /**
     * @param images memory for all pictures, {@code [N, C, H, W]} and perhaps more, from 0 on
     * @param outlet where the batch goes
     */
    BatchInProgress(RecordBatch source, BatchAssembler assembler, FloatBuffer images, Outlet outlet) {
        this.source = source;
        this.assembler = assembler;
        this.images = images.duplicate()
                .clear()
                .limit(Math.multiplyExact(source.records().size(), pictureValues(assembler)));
        this.outlet = outlet;
        this.labels = new int[source.records().size()];
        this.failures = new Throwable[labels.length];
    }

    /**
     * Where a finished batch goes.
     *
     * @param place gets the batch, or the first thing that went wrong with it by the order of places; cancelled by
     *     whoever does not want it any more
     * @param release gives the memory back when the batch is closed
     */
    record Outlet(CompletableFuture<Minibatch> place, Runnable release) {}

    /** Number of pictures. */
    int size() {
        return labels.length;
    }

    /** Makes pictures until all are taken; whoever makes the last one finishes the batch. */
    void work(ImagePipeline pipeline) {
        int place = taken.getAndIncrement();
        while (place < labels.length && !outlet.place().isDone()) {
            make(place, pipeline);
            if (made.incrementAndGet() == labels.length) {
                finishOrFail();
            }
            place = taken.getAndIncrement();
        }
    }

    private void make(int place, ImagePipeline pipeline) {
        try {
            labels[place] =
                    assembler.write(pipeline, source.epoch(), source.records().get(place), picture(place));
        } catch (RuntimeException | Error e) {
            failures[place] = e;
        }
    }

    /** Whoever waits for the batch must hear of it, whatever happens here. */
    private void finishOrFail() {
        try {
            finish();
        } catch (RuntimeException | Error e) {
            outlet.place().completeExceptionally(e);
        }
    }

    private void finish() {
        Optional<Throwable> failure = firstFailure();
        if (failure.isPresent()) {
            outlet.place().completeExceptionally(failure.get());
            return;
        }
        List<BadRecord> replaced = new ArrayList<>();
        for (int place = 0; place < labels.length; place++) {
            if (failures[place] != null) {
                replace(place);
                replaced.add(new BadRecord(
                        source.epoch(), source.records().get(place).number(), failures[place].getMessage()));
            }
        }
        float share = assembler.mix(source, images);
        Batch batch = new Batch(images, labels, share, replaced, outlet.release());
        outlet.place().complete(new Minibatch(source.step(), source.lane(), batch));
    }

    /** What this batch cannot do without: the first failure by the order of places, bad records left out if one is sound. */
    private Optional<Throwable> firstFailure() {
        boolean forgives = assembler.replacesBad();
        boolean oneIsSound = false;
        Throwable first = null;
        Throwable firstBad = null;
        for (Throwable failure : failures) {
            oneIsSound |= failure == null;
            if (failure instanceof BadRecordException && forgives) {
                firstBad = firstBad == null ? failure : firstBad;
            } else {
                first = first == null ? failure : first;
            }
        }
        return Optional.ofNullable(first == null && !oneIsSound ? firstBad : first);
    }

    /** Gives a place the pixels and the label of the next sound one, behind the last the first. */
    private void replace(int place) {
        int sound = (place + 1) % labels.length;
        while (failures[sound] != null) {
            sound = (sound + 1) % labels.length;
        }
        picture(place).put(picture(sound));
        labels[place] = labels[sound];
    }

    private FloatBuffer picture(int place) {
        int values = pictureValues(assembler);
        return images.slice(place * values, values);
    }

    private static int pictureValues(BatchAssembler assembler) {
        return assembler.input().shape().values();
    }
}
