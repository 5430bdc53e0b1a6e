package org.sparkresnet.checkpoint;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * A committed checkpoint: where it lies and what it holds. Small; the vectors themselves stay in their files.
 *
 * @param folder its folder, as a Hadoop URI
 * @param contents as its {@code checkpoint.json} says
 */
public record Checkpoint(String folder, CheckpointContents contents) implements Serializable {
    private static final int MOST_SHOWN = 1000;
    private static final int SHOWN = 24;

    /** Checks that both are there. */
    public Checkpoint {
        Objects.requireNonNull(folder, "folder is null");
        Objects.requireNonNull(contents, "contents is null");
    }

    /** Steps done, at least 0. */
    public long step() {
        return contents.step();
    }

    /**
     * The vector of that name.
     *
     * @throws DamagedCheckpointException if the checkpoint has none
     */
    public VectorFile vector(String name) {
        return contents.vectors().stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DamagedCheckpointException(
                        DamagedCheckpointException.sentence(folder, "holds no vector " + name, folder)));
    }

    /**
     * Why a run cannot go on from here, if it cannot.
     *
     * @param mine the identity of the run that wants to
     * @return empty if both are equal, else one sentence with every key that differs and both values
     */
    public Optional<String> identityProblem(Map<String, String> mine) {
        TreeSet<String> keys = new TreeSet<>(mine.keySet());
        keys.addAll(contents.identity().keySet());
        keys.removeIf(key -> Objects.equals(mine.get(key), contents.identity().get(key)));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String differences = keys.stream()
                .map(key -> key + " is " + shown(contents.identity().get(key)) + " there and " + shown(mine.get(key))
                        + " here")
                .collect(Collectors.joining("; "));
        return Optional.of("run.output " + runOutput() + " belongs to another recipe: " + differences
                + "; choose another run.output, or go back to the values from there");
    }

    /** Long ones, such as a mean of each pixel, are cut off. */
    private static String shown(String value) {
        if (value == null) {
            return "not set";
        }
        return value.length() <= MOST_SHOWN
                ? value
                : value.substring(0, SHOWN) + "... (" + value.length() + " characters, hash "
                        + Integer.toHexString(value.hashCode()) + ")";
    }

    /** The folder above {@code checkpoints/}. */
    private Path runOutput() {
        return new Path(folder).getParent().getParent();
    }
}
