package org.sparkresnet.prepare.source.tfrecord;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.LoadedRecord;
import org.sparkresnet.prepare.source.picture.PicturePlace;
import org.sparkresnet.prepare.source.picture.PictureRange;
import org.sparkresnet.prepare.source.picture.StoredPicture;
import org.sparkresnet.shard.RecordWalk;
import org.sparkresnet.storage.FileSystems;

/** Where the pictures of one file lie, record by record; ends at the first fault. One record at a time is in memory. */
final class PictureWalk implements Iterator<Finding<StoredPicture>> {
    private static final String REMEDY = "copy the file again, or take it out of prepare.source";
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

    private final String file;
    private final ExampleFeatures features;
    private final Configuration configuration;
    private RecordWalk records;
    private Finding<StoredPicture> next;
    private boolean ended;

    /** Opens the file with the first question. */
    PictureWalk(String file, ExampleFeatures features, Configuration configuration) {
        this.file = file;
        this.features = features;
        this.configuration = configuration;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            look();
        }
        return next != null;
    }

    @Override
    public Finding<StoredPicture> next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file + " has no more records");
        }
        Finding<StoredPicture> finding = next;
        next = null;
        return finding;
    }

    /** For the end of the task. */
    void closeUnchecked() {
        try {
            if (records != null) {
                records.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look() {
        try {
            if (records == null) {
                records = RecordWalk.open(file, REMEDY, configuration);
            }
            ended = !records.next();
            next = ended ? null : new Finding.Sound<>(picture());
        } catch (InvalidInputException e) {
            ended = true;
            next = new Finding.Wrong<>(isCompressed() ? compressed() : e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (ended) {
            closeUnchecked();
        }
    }

    private StoredPicture picture() {
        FoundPicture found = features.find(records);
        return new PictureRange(
                LoadedRecord.name(new Path(file).getName(), records.number()),
                found.label(),
                new PicturePlace(file, records.payloadStart() + found.offset()),
                found.length());
    }

    /** Asked only when the first record cannot be read: these bytes could begin a sound length, too. */
    private boolean isCompressed() {
        if (records == null || records.number() > 0) {
            return false;
        }
        Path path = new Path(file);
        try (InputStream input = FileSystems.of(path, configuration).open(path)) {
            return Arrays.equals(input.readNBytes(GZIP.length), GZIP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String compressed() {
        return file + ": compressed with gzip, which cannot be entered in the middle; uncompress it first";
    }
}
