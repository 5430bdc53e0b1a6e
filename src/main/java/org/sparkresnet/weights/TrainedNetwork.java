package org.sparkresnet.weights;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointReader;
import org.sparkresnet.checkpoint.DamagedCheckpointException;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.NetworkInput;

/**
 * A checkpoint that belongs to the network of a recipe.
 *
 * @param input what the network was trained on
 */
public record TrainedNetwork(Checkpoint checkpoint, NetworkInput input) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainedNetwork.class);

    /**
     * Finds the newest checkpoint that can be read and makes sure that the recipe means its network.
     *
     * @param key the setting that named {@code folder}
     * @param folder of one checkpoint, or of a run
     * @param network the settings of the recipe's network by key
     * @throws InvalidInputException if there is none, or it is one of another network
     */
    public static TrainedNetwork open(String key, String folder, Map<String, String> network, Configuration hadoop) {
        Checkpoint checkpoint = newestReadable(key, folder, hadoop);
        requireSameNetwork(key, checkpoint, network);
        return new TrainedNetwork(
                checkpoint, NetworkInput.parse(checkpoint.contents().identity()));
    }

    private static Checkpoint newestReadable(String key, String folder, Configuration hadoop) {
        CheckpointReader reader = new CheckpointReader(hadoop);
        List<String> found = found(reader, key, folder);
        for (String candidate : found) {
            try {
                return reader.describe(candidate);
            } catch (DamagedCheckpointException e) {
                LOG.warn("{}; taking the checkpoint before it", e.getMessage());
            }
        }
        throw new InvalidInputException(key + " = " + folder + ": none of its " + found.size()
                + " checkpoints can be read; give another " + key);
    }

    private static List<String> found(CheckpointReader reader, String key, String folder) {
        try {
            return reader.find(folder);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(key + " = " + e.getMessage(), e);
        }
    }

    private static void requireSameNetwork(String key, Checkpoint checkpoint, Map<String, String> network) {
        network.forEach((name, mine) -> {
            String trained = checkpoint.contents().identity().get(name);
            if (!mine.equals(trained)) {
                throw new InvalidInputException(name + " = " + mine + ": " + checkpoint.folder() + " was trained with "
                        + name + " = " + trained + "; set it so, or give another " + key);
            }
        });
    }
}
