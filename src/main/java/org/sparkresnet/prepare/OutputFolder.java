package org.sparkresnet.prepare;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * The folder that gets one folder of shards per split. Each is written under a hidden name beside its place and renamed
 * when it is complete, so that an interrupted preparation leaves nothing that looks like a data set.
 */
final class OutputFolder {
    private static final Logger LOG = LoggerFactory.getLogger(OutputFolder.class);
    private static final String WRITING = ".writing-";
    private static final String REMEDY = "choose another prepare.output or delete it";

    private final Path output;
    private final String attempt;
    private final Configuration configuration;
    private final FileSystem files;

    private OutputFolder(Path output, String attempt, Configuration configuration) throws IOException {
        this.output = output;
        this.attempt = attempt;
        this.configuration = configuration;
        this.files = FileSystems.of(output, configuration);
    }

    /**
     * Looks at the place without changing it.
     *
     * @param location any Hadoop URI
     * @param attempt a name that no other preparation running now has
     * @throws InvalidInputException if no file system knows the address
     */
    static OutputFolder open(String location, String attempt, Configuration configuration) {
        try {
            return new OutputFolder(FileSystems.absolute(location, configuration), attempt, configuration);
        } catch (IllegalArgumentException | IOException e) {
            throw unusable(location, e);
        }
    }

    /** @throws InvalidInputException if something is in the way of this split */
    void requireFree(String split) {
        Path place = new Path(output, split);
        try {
            FileStatus status = files.getFileStatus(place);
            if (!status.isDirectory()) {
                throw new InvalidInputException(place + ": a file is where a folder of shards shall go; " + REMEDY);
            }
            if (ShardFolder.isComplete(place.toString(), configuration)) {
                throw new InvalidInputException(place + ": exists and holds a data set; " + REMEDY);
            }
            if (files.listStatus(place).length > 0) {
                throw new InvalidInputException(
                        place + ": exists, is not empty and has no manifest, so prepare did not make it; " + REMEDY);
            }
        } catch (FileNotFoundException e) {
            // Nothing is there, as it should be.
            return;
        } catch (IOException e) {
            throw unusable(place.toString(), e);
        }
    }

    /** Deletes what interrupted preparations left. */
    void removeLeftovers() {
        try {
            files.mkdirs(output);
            for (FileStatus status : files.listStatus(output)) {
                String name = status.getPath().getName();
                if (name.startsWith(".") && name.contains(WRITING)) {
                    files.delete(status.getPath(), true);
                }
            }
        } catch (IOException e) {
            throw unusable(output.toString(), e);
        }
    }

    /** Makes the folder into which the shards of a split are written; its path. */
    String begin(String split) {
        Path folder = writing(split);
        try {
            if (!files.mkdirs(folder)) {
                throw new IOException("no folder can be made");
            }
            return folder.toString();
        } catch (IOException e) {
            throw unusable(output.toString(), e);
        }
    }

    /** Gives the complete folder of a split its name. */
    void publish(String split) throws IOException {
        requireFree(split);
        Path place = new Path(output, split);
        try {
            // An empty folder of that name would get ours as its child.
            files.delete(place, false);
            if (!files.rename(writing(split), place)) {
                throw new IOException(writing(split) + " cannot be renamed to " + place);
            }
        } catch (IOException e) {
            StorageFailure.refuseIfClear(place, e);
            throw e;
        }
    }

    /** Deletes what was begun. Failing at it does no harm: the next preparation tries again. */
    void abandon(List<String> splits) {
        for (String split : splits) {
            try {
                files.delete(writing(split), true);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted; the next prepare will try again", writing(split), e);
            }
        }
    }

    private Path writing(String split) {
        return new Path(output, "." + split + WRITING + attempt);
    }

    private static InvalidInputException unusable(String place, Exception cause) {
        return StorageFailure.refusal("prepare.output = " + place, cause);
    }
}
