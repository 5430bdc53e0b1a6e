package org.sparkresnet.prepare.source.cifar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.LoadedRecord;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.prepare.source.tar.GzipTar;
import org.sparkresnet.shard.Content;
import org.sparkresnet.storage.StorageFailure;

/** Reads the records of one split of an archive that has been checked, within a Spark task, whose end closes it. */
final class CifarRecords implements Iterator<SourceRecord> {
    private final String path;
    private final CifarVersion version;
    private final List<String> files;
    private final GzipTar archive;
    private String file = "";
    /** Number of the next record of that file. */
    private long number;
    /** Records of that file that have not been read. */
    private long left;

    private CifarRecords(String path, CifarVersion version, List<String> files, GzipTar archive) {
        this.path = path;
        this.version = version;
        this.files = files;
        this.archive = archive;
    }

    /** @param files of the archive whose records are wanted */
    static CifarRecords open(String path, CifarVersion version, List<String> files, Configuration configuration)
            throws IOException {
        GzipTar archive = GzipTar.open(path, configuration);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> closeUnchecked(archive));
        return new CifarRecords(path, version, files, archive);
    }

    @Override
    public boolean hasNext() {
        try {
            while (left == 0) {
                Optional<TarArchiveEntry> member = archive.next();
                if (member.isEmpty()) {
                    return false;
                }
                begin(member.get());
            }
            return true;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the archive has ended");
        }
        try {
            String name = LoadedRecord.name(file, number);
            byte[] record = archive.content().readNBytes(version.recordBytes());
            if (record.length < version.recordBytes()) {
                throw new InvalidInputException(
                        name
                                + ": the archive has changed since it was checked; run prepare again when nothing writes there");
            }
            left--;
            number++;
            return new LoadedRecord(name, Byte.toUnsignedInt(record[version.labelPlace]), pixels(record));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Answers, unless the person can end the failure. */
    private UncheckedIOException failure(IOException cause) {
        StorageFailure.refuseIfClear(path, cause);
        return new UncheckedIOException(cause);
    }

    private void begin(TarArchiveEntry member) {
        file = CifarSurvey.fileName(member);
        number = 0;
        left = files.contains(file) ? member.getSize() / version.recordBytes() : 0;
    }

    /** From planes to {@code [32, 32, 3]}. */
    private Content.Raw pixels(byte[] record) {
        int area = CifarVersion.SIDE * CifarVersion.SIDE;
        byte[] pixels = new byte[area * CifarVersion.CHANNELS];
        for (int channel = 0; channel < CifarVersion.CHANNELS; channel++) {
            for (int i = 0; i < area; i++) {
                pixels[i * CifarVersion.CHANNELS + channel] = record[version.labelBytes + channel * area + i];
            }
        }
        return new Content.Raw(CifarVersion.SIDE, CifarVersion.SIDE, CifarVersion.CHANNELS, pixels);
    }

    private static void closeUnchecked(GzipTar archive) {
        try {
            archive.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
