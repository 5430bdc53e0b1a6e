package org.sparkresnet.weights;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointReader;
import org.sparkresnet.checkpoint.CheckpointStore;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.model.StandardGraph;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/** Writes the weights of a checkpoint for other programs. */
public final class WeightsExport {
    private final WeightsSettings settings;
    private final Checkpoint checkpoint;
    private final NetworkInput input;
    private final Configuration hadoop;

    private WeightsExport(WeightsSettings settings, TrainedNetwork network, Configuration hadoop) {
        this.settings = settings;
        this.checkpoint = network.checkpoint();
        this.input = network.input();
        this.hadoop = hadoop;
    }

    /**
     * Opens the checkpoint and looks at the place of the file.
     *
     * @throws InvalidInputException if the checkpoint cannot be read or is one of another network, or if the file is
     *     there already
     */
    public static WeightsExport open(WeightsSettings settings, Configuration hadoop) {
        requireNew(settings.file(), hadoop);
        TrainedNetwork network =
                TrainedNetwork.open("weights.checkpoint", settings.checkpoint(), settings.network(), hadoop);
        return new WeightsExport(settings, network, hadoop);
    }

    private static void requireNew(String file, Configuration hadoop) {
        try {
            Path path = FileSystems.absolute(file, hadoop);
            if (FileSystems.of(path, hadoop).exists(path)) {
                throw new InvalidInputException(
                        "weights.file = " + file + ": is there already; delete it or give another name");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "weights.file = " + StorageFailure.refusal(file, e).getMessage(), e);
        }
    }

    /**
     * Writes the file: beside its place first, so that there is a whole one or none.
     *
     * @return what was written, in words
     */
    public String run() throws IOException {
        Path file = FileSystems.absolute(settings.file(), hadoop);
        Path aside = file.suffix(".part");
        FileSystem files = FileSystems.of(file, hadoop);
        CheckpointReader reader = new CheckpointReader(hadoop);
        StandardGraph graph = new StandardGraph(settings.architecture(), input);
        try {
            FileSystems.write(files, aside, out -> {
                graph.write(parameters -> reader.read(checkpoint, CheckpointStore.PARAMETERS, parameters), out);
                return null;
            });
        } catch (IOException | RuntimeException e) {
            files.delete(aside, false);
            throw e;
        }
        if (!files.rename(aside, file)) {
            throw new IOException(aside + " could not be renamed to " + file);
        }
        return "%s: %s of step %d as a DL4J ComputationGraph, %d bytes"
                .formatted(
                        file,
                        settings.architecture().title(),
                        checkpoint.step(),
                        files.getFileStatus(file).getLen());
    }
}
