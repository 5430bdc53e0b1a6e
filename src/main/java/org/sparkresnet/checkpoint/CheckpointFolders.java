package org.sparkresnet.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.checkpoint.FolderName.State;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.RunFolder;

/** The folders under {@code checkpoints/} and the pointer beside them; whatever else lies there is left alone. */
final class CheckpointFolders {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolders.class);
    private static final String FOLDER = "checkpoints";
    private static final String POINTER = FOLDER + "/latest";

    /** Longer than any name of a folder. */
    private static final int LONGEST_POINTER = 100;

    private static final Comparator<FolderName> NEWEST_FIRST =
            Comparator.comparingLong(FolderName::step).reversed().thenComparing(FolderName::state);

    private final RunFolder run;

    CheckpointFolders(RunFolder run) {
        this.run = run;
    }

    Path resolve(String name) {
        return run.resolve(FOLDER + "/" + name);
    }

    void pointTo(FolderName name) throws IOException {
        run.replace(POINTER, name.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Behind a checkpoint comes what it replaced, should that still be there: a second chance within the same step. */
    List<String> candidates() {
        List<FolderName> whole =
                all().stream().filter(name -> name.state() != State.WRITING).toList();
        long newest = pointer().map(FolderName::step).orElse(Long.MAX_VALUE);
        List<FolderName> committed =
                whole.stream().filter(name -> name.step() <= newest).toList();
        return (committed.isEmpty() ? whole : committed)
                .stream().map(name -> resolve(name.text()).toString()).toList();
    }

    /**
     * Removes all but the newest {@code keep} checkpoints up to {@code committed}, and all that was never committed. A
     * failure is only logged: the checkpoint before us is safe, and the next commit tries again.
     */
    void prune(FolderName committed, int keep) {
        try {
            List<FolderName> all = all();
            Set<FolderName> kept = all.stream()
                    .filter(name -> name.state() == State.COMMITTED && name.step() <= committed.step())
                    .limit(keep)
                    .collect(Collectors.toSet());
            for (FolderName name : all) {
                if (!kept.contains(name)) {
                    run.fileSystem().delete(resolve(name.text()), true);
                }
            }
        } catch (IOException | InvalidInputException e) {
            LOG.warn("{}: old checkpoints could not be removed: {}", run.resolve(FOLDER), e.getMessage());
        }
    }

    private List<FolderName> all() {
        return Arrays.stream(run.list(FOLDER))
                .filter(status -> status.isDirectory())
                .flatMap(status -> FolderName.parse(status.getPath().getName()).stream())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private Optional<FolderName> pointer() {
        Path file = run.resolve(POINTER);
        try (InputStream in = run.fileSystem().open(file)) {
            String text = new String(in.readNBytes(LONGEST_POINTER), StandardCharsets.UTF_8);
            Optional<FolderName> name = FolderName.parse(text.strip());
            if (name.isEmpty()) {
                LOG.warn("{}: names no checkpoint; all checkpoints beside it are considered", file);
            }
            return name;
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{}: cannot be read ({}); all checkpoints beside it are considered", file, e.getMessage());
            return Optional.empty();
        }
    }
}
