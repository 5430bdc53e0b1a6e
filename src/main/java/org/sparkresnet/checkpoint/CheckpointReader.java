package org.sparkresnet.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.RunFolder;
import org.sparkresnet.storage.StorageFailure;

/**
 * Reads checkpoints, on the driver ({@link #find}, {@link #describe}) and in tasks on workers ({@link #verify}, {@link
 * #read}).
 */
public final class CheckpointReader {
    private final Configuration configuration;

    /** Reads with the file systems and credentials of {@code configuration}. */
    public CheckpointReader(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The checkpoints that a person means by a folder, newest first: the folder itself if it is one, else those of the
     * run whose output it is.
     *
     * @return at least one folder
     * @throws InvalidInputException if there is none, or the place cannot be looked at
     */
    public List<String> find(String folder) {
        RunFolder given = RunFolder.open(folder, configuration);
        if (given.holds(CheckpointFormat.FILE_NAME)) {
            return List.of(given.path().toString());
        }
        List<String> found = CheckpointStore.open(folder, configuration).candidates();
        if (found.isEmpty()) {
            throw new InvalidInputException(given.path()
                    + ": neither a checkpoint nor the output of a run that has one; give a folder such as"
                    + " RUN_OUTPUT or RUN_OUTPUT/checkpoints/step-00000460");
        }
        return found;
    }

    /**
     * Reads the page of JSON of one checkpoint.
     *
     * @param folder of the checkpoint
     * @throws DamagedCheckpointException if the page is missing or not readable; the one before may be sound
     * @throws InvalidInputException if a newer program wrote it, or the place cannot be looked at
     */
    public Checkpoint describe(String folder) {
        RunFolder checkpoint = RunFolder.open(folder, configuration);
        Path file = checkpoint.resolve(CheckpointFormat.FILE_NAME);
        String path = checkpoint.path().toString();
        try (InputStream in = checkpoint.fileSystem().open(file)) {
            return new Checkpoint(path, CheckpointFormat.parse(in.readAllBytes(), file, path));
        } catch (FileNotFoundException e) {
            throw new DamagedCheckpointException(DamagedCheckpointException.sentence(file, "missing", path), e);
        } catch (IOException e) {
            throw unreadable(file, e, path);
        }
    }

    /**
     * Reads all vectors to the end and compares lengths and SHA-256. Takes as long as reading the files.
     *
     * @return empty if all are sound, else what is wrong with the first that is not, in one sentence; a file that cannot
     *     be read counts as damaged
     */
    public Optional<String> verify(Checkpoint checkpoint) {
        return checkpoint.contents().vectors().stream()
                .flatMap(vector -> problem(checkpoint, vector).stream())
                .findFirst();
    }

    /**
     * Fills {@code into} with a vector and checks it on the way.
     *
     * @param vector name of the vector
     * @param into [position, limit) is filled, whose length must be that of the vector; the buffer itself stays as it is
     * @throws InvalidInputException if the vector has another length
     * @throws DamagedCheckpointException if the file is not what was written; {@code into} is then filled with garbage
     */
    public void read(Checkpoint checkpoint, String vector, FloatBuffer into) {
        VectorFile expected = checkpoint.vector(vector);
        if (into.remaining() != expected.floats()) {
            throw new InvalidInputException(checkpoint.folder() + ": " + vector + " has " + expected.floats()
                    + " values, the network of this recipe has " + into.remaining()
                    + "; give the checkpoint of such a network");
        }
        RunFolder folder = RunFolder.open(checkpoint.folder(), configuration);
        Path file = folder.resolve(VectorFile.fileName(vector));
        try {
            Optional<String> problem = lengthProblem(folder, file, expected);
            if (problem.isEmpty()) {
                problem = fill(into, folder, file, expected);
            }
            problem.ifPresent(what -> {
                throw new DamagedCheckpointException(
                        DamagedCheckpointException.sentence(file, what, checkpoint.folder()));
            });
        } catch (IOException e) {
            throw unreadable(file, e, checkpoint.folder());
        }
    }

    /** A file system that is away says nothing of the checkpoint; one that is there and cannot read it does. */
    private static InvalidInputException unreadable(Path file, IOException failure, String folder) {
        return switch (StorageFailure.of(failure)) {
            case DAMAGED, OTHER -> new DamagedCheckpointException(
                    DamagedCheckpointException.sentence(file, "cannot be read (" + failure.getMessage() + ")", folder),
                    failure);
            default -> StorageFailure.refusal(file, failure);
        };
    }

    private static Optional<String> fill(FloatBuffer into, RunFolder folder, Path file, VectorFile expected)
            throws IOException {
        try (InputStream in = folder.fileSystem().open(file)) {
            return hashProblem(VectorStream.read(in, into), expected);
        }
    }

    private Optional<String> problem(Checkpoint checkpoint, VectorFile expected) {
        String name = checkpoint.folder() + "/" + VectorFile.fileName(expected.name());
        Optional<String> problem;
        try {
            RunFolder folder = RunFolder.open(checkpoint.folder(), configuration);
            Path file = folder.resolve(VectorFile.fileName(expected.name()));
            problem = lengthProblem(folder, file, expected);
            if (problem.isEmpty()) {
                problem = hashProblem(folder, file, expected);
            }
        } catch (IOException e) {
            problem = Optional.of("cannot be read (" + e.getMessage() + ")");
        }
        return problem.map(what -> DamagedCheckpointException.sentence(name, what, checkpoint.folder()));
    }

    private static Optional<String> lengthProblem(RunFolder folder, Path file, VectorFile expected) throws IOException {
        try {
            long bytes = folder.fileSystem().getFileStatus(file).getLen();
            return bytes == expected.bytes()
                    ? Optional.empty()
                    : Optional.of(bytes + " bytes long, expected " + expected.bytes());
        } catch (FileNotFoundException e) {
            return Optional.of("missing");
        }
    }

    private static Optional<String> hashProblem(RunFolder folder, Path file, VectorFile expected) throws IOException {
        try (InputStream in = folder.fileSystem().open(file)) {
            return hashProblem(VectorStream.scan(in), expected);
        }
    }

    private static Optional<String> hashProblem(String found, VectorFile expected) {
        return found.equals(expected.sha256())
                ? Optional.empty()
                : Optional.of("SHA-256 is " + found + ", expected " + expected.sha256());
    }
}
