package org.sparkresnet.checkpoint;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.checkpoint.FolderName.State;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.RunFolder;
import org.sparkresnet.storage.StorageFailure;

/**
 * The checkpoints of one run: {@code RUN_OUTPUT/checkpoints/step-00000460/} and the pointer file {@code latest}.
 *
 * <p>Two sides share the work. A worker calls {@link #write} for each flat vector and sends the small descriptions to the
 * driver; the driver calls {@link #commit}. Until the pointer names a checkpoint, the one before it counts. One driver at
 * a time commits; nothing locks the folder against a second run with the same {@code run.output}.
 */
public final class CheckpointStore {
    /** Name of the vector of parameters, with the statistics of batch normalization. */
    public static final String PARAMETERS = "parameters";

    /** Name of the vector of the optimizer's momentum. */
    public static final String MOMENTUM = "momentum";

    private final RunFolder run;
    private final CheckpointFolders folders;

    private CheckpointStore(RunFolder run) {
        this.run = run;
        this.folders = new CheckpointFolders(run);
    }

    /**
     * The store of a run; nothing is made or read yet.
     *
     * @throws org.sparkresnet.config.InvalidInputException if no file system answers to {@code runOutput}
     */
    public static CheckpointStore open(String runOutput, Configuration configuration) {
        return new CheckpointStore(RunFolder.open(runOutput, configuration));
    }

    /**
     * Driver: a name for the folder in which workers will write the vectors of one checkpoint.
     *
     * @param step steps done, at least 0
     */
    public String attempt(long step) {
        return FolderName.fresh(step, State.WRITING).text();
    }

    /**
     * Worker: writes one vector and forces it to the disks. If that fails the whole attempt is removed, where possible.
     *
     * @param attempt from {@link #attempt}
     * @param name {@link #PARAMETERS}, {@link #MOMENTUM} or another of lower-case letters, digits and hyphens
     * @param vector [position, limit) is written, in little-endian order; the buffer itself stays as it is
     * @throws org.sparkresnet.config.InvalidInputException if the disk is full, or another trouble is the person's to end
     */
    public VectorFile write(String attempt, String name, FloatBuffer vector) throws IOException {
        Path folder = folders.resolve(requireAttempt(attempt).text());
        Path file = new Path(folder, VectorFile.fileName(name));
        try {
            String sha256 = FileSystems.write(fileSystem(), file, out -> VectorStream.write(vector, out));
            return new VectorFile(name, vector.remaining(), sha256);
        } catch (IOException | RuntimeException e) {
            run.removeAfter(e, folder);
            throw e;
        }
    }

    /** Driver: removes what was written of an attempt that will not be committed. */
    public void abandon(String attempt) throws IOException {
        fileSystem().delete(folders.resolve(requireAttempt(attempt).text()), true);
    }

    /**
     * Driver: makes the written vectors the newest checkpoint, then removes what is no longer needed.
     *
     * <p>A checkpoint of the same step is replaced; until the new one is in its place the old one stays readable. If any
     * of this fails, the checkpoint that was the newest before still is.
     *
     * @param attempt the folder that holds all vectors of {@code contents}
     * @param keep how many checkpoints stay, at least 1
     * @throws org.sparkresnet.config.InvalidInputException if the disk is full, or another trouble is the person's to end
     */
    public Checkpoint commit(String attempt, CheckpointContents contents, int keep) throws IOException {
        if (keep < 1 || requireAttempt(attempt).step() != contents.step()) {
            throw new IllegalArgumentException(attempt + " as step " + contents.step() + ", keeping " + keep);
        }
        FolderName name = FolderName.committed(contents.step());
        Path writing = folders.resolve(attempt);
        try {
            requireWritten(writing, contents.vectors());
            run.write(new Path(writing, CheckpointFormat.FILE_NAME), CheckpointFormat.render(contents));
            moveIn(writing, name);
        } catch (IOException | RuntimeException e) {
            run.removeAfter(e, writing);
            StorageFailure.refuseIfClear(writing, e);
            throw e;
        }
        folders.pointTo(name);
        folders.prune(name, keep);
        return new Checkpoint(folders.resolve(name.text()).toString(), contents);
    }

    /**
     * The folders of the checkpoints to resume from, newest first; none of them is opened.
     *
     * <p>Those newer than the pointer were never committed and do not count. Without a readable pointer all count.
     *
     * @throws org.sparkresnet.config.InvalidInputException if the place cannot be looked at
     */
    public List<String> candidates() {
        return folders.candidates();
    }

    private void moveIn(Path writing, FolderName name) throws IOException {
        Path place = folders.resolve(name.text());
        if (fileSystem().exists(place)) {
            run.rename(
                    place,
                    folders.resolve(
                            FolderName.fresh(name.step(), State.REPLACED).text()));
        }
        run.rename(writing, place);
    }

    private void requireWritten(Path writing, List<VectorFile> vectors) throws IOException {
        for (VectorFile vector : vectors) {
            Path file = new Path(writing, VectorFile.fileName(vector.name()));
            long bytes = fileSystem().getFileStatus(file).getLen();
            if (bytes != vector.bytes()) {
                throw new IOException(file + " has " + bytes + " bytes, " + vector.bytes() + " were written");
            }
        }
    }

    private FileSystem fileSystem() {
        return run.fileSystem();
    }

    private static FolderName requireAttempt(String attempt) {
        return FolderName.parse(attempt)
                .filter(name -> name.state() == State.WRITING)
                .orElseThrow(() -> new IllegalArgumentException(attempt + " is no attempt of a checkpoint"));
    }
}
