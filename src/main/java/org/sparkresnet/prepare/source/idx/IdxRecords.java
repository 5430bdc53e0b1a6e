package org.sparkresnet.prepare.source.idx;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.LoadedRecord;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.shard.Content;
import org.sparkresnet.storage.StorageFailure;

/** Reads the records of a range one after the other, within a Spark task, whose end closes the files. */
final class IdxRecords implements Iterator<SourceRecord>, Closeable {
    private static final int GREY = 1;
    private static final int BUFFER_BYTES = 1 << 20;

    private final IdxRange range;
    private final InputStream pictures;
    private final InputStream labels;
    private int next;

    private IdxRecords(IdxRange range, InputStream pictures, InputStream labels) {
        this.range = range;
        this.pictures = pictures;
        this.labels = labels;
        this.next = range.from();
    }

    static IdxRecords open(IdxRange range, Configuration configuration) throws IOException {
        IdxHeader images = range.images();
        IdxHeader labels = new IdxHeader(IdxKind.LABELS, images.count(), 1, 1);
        InputStream pictureBytes = open(range.pair().images(), images, range.from(), configuration);
        try {
            InputStream labelBytes = open(range.pair().labels(), labels, range.from(), configuration);
            IdxRecords records = new IdxRecords(range, pictureBytes, labelBytes);
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> records.closeUnchecked());
            return records;
        } catch (IOException e) {
            pictureBytes.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        return next < range.to();
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("after record " + next);
        }
        try {
            byte[] pixels = pictures.readNBytes(range.images().recordBytes());
            int label = labels.read();
            if (pixels.length < range.images().recordBytes() || label < 0) {
                throw new InvalidInputException(
                        range.pair().recordName(next)
                                + ": the files have changed since they were checked; run prepare again when nothing writes there");
            }
            Content.Raw picture =
                    new Content.Raw(range.images().rows(), range.images().columns(), GREY, pixels);
            return new LoadedRecord(range.pair().recordName(next++), label, picture);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(range.pair().images() + " or its labels", e);
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        pictures.close();
        labels.close();
    }

    private void closeUnchecked() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file, IdxHeader header, int from, Configuration configuration)
            throws IOException {
        long offset = header.offset(from);
        boolean compressed = IdxPair.isCompressed(file);
        InputStream content = IdxPair.open(file, compressed ? 0 : offset, configuration);
        InputStream buffered = new BufferedInputStream(content, BUFFER_BYTES);
        if (compressed) {
            buffered.skipNBytes(offset);
        }
        return buffered;
    }
}
