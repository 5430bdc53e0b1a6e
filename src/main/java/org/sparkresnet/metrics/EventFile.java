package org.sparkresnet.metrics;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.RunFolder;
import org.sparkresnet.storage.StorageFailure;
import org.tensorflow.hadoop.util.TFRecordWriter;

/**
 * One event file of TensorBoard: TFRecords of {@code tensorflow.Event}, the first of which names the version.
 *
 * <p>The second is a session start. TensorBoard ({@code plugin_event_accumulator.py}) ignores the first start in a folder
 * and at each later one forgets all events whose step is at or behind that of the start.
 */
final class EventFile implements Closeable {
    private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.([0-9]{1,12})\\..*");

    private final Path path;
    private final FSDataOutputStream out;
    private final TFRecordWriter records;
    private final Clock clock;

    private EventFile(Path path, FSDataOutputStream out, Clock clock) {
        this.path = path;
        this.out = out;
        this.records = new TFRecordWriter(out);
        this.clock = clock;
    }

    static EventFile open(RunFolder folder, String name, long resumeStep, Clock clock) throws IOException {
        Path parent = folder.resolve(name);
        try {
            folder.closeAbandoned(name);
            // TensorBoard reads the files of a folder in the order of their names.
            long seconds = Math.max(clock.instant().getEpochSecond(), newest(folder.list(name)) + 1);
            Path path = new Path(parent, "events.out.tfevents." + seconds + "." + host());
            EventFile file = new EventFile(path, folder.fileSystem().create(path, false), clock);
            file.begin(folder, resumeStep);
            return file;
        } catch (IOException e) {
            StorageFailure.refuseIfClear(parent, e);
            throw e;
        }
    }

    private void begin(RunFolder folder, long resumeStep) throws IOException {
        try {
            write(EventMessage.version(clock.instant()));
            write(EventMessage.start(clock.instant(), resumeStep + 1));
        } catch (IOException | InvalidInputException e) {
            IOUtils.closeStream(out); // It could only fail again.
            folder.removeAfter(e, path);
            throw e;
        }
    }

    /** Writes one event with a value per tag. */
    void write(long step, Map<String, Double> scalars) throws IOException {
        write(EventMessage.scalars(clock.instant(), step, scalars));
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw LineFile.notClosed(path, e);
        }
    }

    private void write(byte[] event) throws IOException {
        try {
            records.write(event);
            LineFile.flush(out);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }

    /** Seconds in the name of the newest file, or 0. */
    private static long newest(FileStatus[] files) {
        long newest = 0;
        for (FileStatus status : files) {
            Matcher name = NAME.matcher(status.getPath().getName());
            newest = name.matches() ? Math.max(newest, Long.parseLong(name.group(1))) : newest;
        }
        return newest;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
