package org.sparkresnet.shard;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * Reads a shard and its index to the last byte and compares them with each other and with the manifest, which finds every
 * changed byte: each record has two checksums, the shard has its own, and the index must be, byte for byte, the one that
 * follows from the shard.
 */
public final class ShardCheck {
    private static final String REMEDY = "copy it again or run prepare again";

    private final String folder;
    private final ShardEntry entry;
    private final List<String> classNames;
    private final Configuration configuration;
    private final List<String> faults = new ArrayList<>();
    private final Map<Integer, Long> counts = new TreeMap<>();
    private final StringBuilder index = new StringBuilder();
    private ShardRecord sample;

    private ShardCheck(String folder, ShardEntry entry, List<String> classNames, Configuration configuration) {
        this.folder = folder;
        this.entry = entry;
        this.classNames = classNames;
        this.configuration = configuration;
    }

    /**
     * Checks one shard.
     *
     * @param folder any Hadoop URI
     * @param entry what the manifest says of the shard
     * @param classNames name of label i at place i
     * @throws IOException if the file system fails in a way that says nothing about the shard
     */
    public static ShardFindings of(
            String folder, ShardEntry entry, List<String> classNames, Configuration configuration) throws IOException {
        ShardCheck check = new ShardCheck(folder, entry, classNames, configuration);
        boolean whole = check.finds(check::walk);
        check.finds(() -> check.compareIndex(whole));
        return new ShardFindings(check.faults, check.counts, Optional.ofNullable(check.sample));
    }

    /** Whether the step met nothing that keeps the file from being read; what it met is a fault. */
    private boolean finds(Step step) throws IOException {
        try {
            step.run();
            return true;
        } catch (InvalidInputException e) {
            faults.add(e.getMessage());
            return false;
        }
    }

    private void walk() throws IOException {
        String path = new Path(folder, entry.file()).toString();
        try (RecordWalk records = RecordWalk.open(path, REMEDY, configuration)) {
            while (records.next()) {
                index.append(
                        ShardIndex.line(records.start(), (long) records.payload().length + ShardFormat.FRAME_BYTES));
                look(records);
            }
            require(path, "bytes", records.length(), entry.bytes());
            require(path, "records", records.number() + 1, entry.records());
            require(path, "SHA-256", records.sha256(), entry.sha256());
        }
    }

    private void look(RecordWalk records) {
        try {
            ShardRecord record = ExampleCodec.decode(records.payload());
            if (record.label() >= classNames.size()) {
                throw new IOException("label " + record.label() + " of " + classNames.size() + " classes");
            }
            counts.merge(record.label(), 1L, Long::sum);
            sample = sample == null ? record : sample;
        } catch (IOException e) {
            throw records.damaged(e.getMessage(), e);
        }
    }

    private void compareIndex(boolean whole) throws IOException {
        Path path = new Path(folder, entry.indexFile());
        byte[] found = read(path);
        if (!whole) {
            // The right lines are not known, but those that are there can be wrong by themselves.
            ShardIndex.parse(path.toString(), found, entry);
        } else if (!index.toString().equals(new String(found, StandardCharsets.ISO_8859_1))) {
            ShardIndex.parse(path.toString(), found, entry);
            faults.add(path + ": not the index of its shard; " + REMEDY);
        }
    }

    private byte[] read(Path path) throws IOException {
        try (FSDataInputStream input = FileSystems.of(path, configuration).open(path)) {
            return input.readAllBytes();
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(path + ": missing; " + REMEDY, e);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }

    private void require(String path, String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            faults.add(path + ": " + what + " " + found + ", the manifest says " + expected + "; " + REMEDY);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
