package org.sparkresnet.compute;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.compute.dl4j.Dl4jEngine;
import org.sparkresnet.compute.engine.GraphEngine;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.onednn.OneDnnLibrary;
import org.sparkresnet.compute.program.KernelEngine;
import org.sparkresnet.config.InvalidInputException;

/** What computes a graph; names of {@code compute.backend}. */
public enum Backend {
    /** oneDNN where it can compute, else ND4J with a warning. */
    AUTO {
        @Override
        public GraphEngine engineFor(ComputationGraph graph, Shape picture) {
            obstacle()
                    .ifPresent(reason -> LOG.warn(
                            "{}: DL4J's layers compute instead, on a processor four to forty times as long", reason));
            return chosen().engineFor(graph, picture);
        }

        @Override
        public long passBytes(ComputationGraphConfiguration graph, Shape pictures) {
            return chosen().passBytes(graph, pictures);
        }
    },
    /** Kernels of oneDNN. */
    ONEDNN {
        @Override
        public GraphEngine engineFor(ComputationGraph graph, Shape picture) {
            requireOneDnn();
            return new KernelEngine(graph, picture, OneDnnLibrary::kernels);
        }

        @Override
        public long passBytes(ComputationGraphConfiguration graph, Shape pictures) {
            requireOneDnn();
            return KernelEngine.bytes(graph, pictures, OneDnnLibrary::kernels);
        }
    },
    /** DL4J's own layers. */
    ND4J {
        @Override
        public GraphEngine engineFor(ComputationGraph graph, Shape picture) {
            return new Dl4jEngine(graph, picture);
        }

        @Override
        public long passBytes(ComputationGraphConfiguration graph, Shape pictures) {
            return Dl4jEngine.bytes(graph, pictures);
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** What computes here: this, or what {@link #AUTO} stands for on this machine. */
    public Backend chosen() {
        if (this != AUTO) {
            return this;
        }
        return obstacle().isPresent() ? ND4J : ONEDNN;
    }

    /**
     * An engine for the calling thread.
     *
     * @param graph initialized, with a view for gradients
     * @param picture one picture
     * @throws InvalidInputException if this back end cannot compute here
     */
    public abstract GraphEngine engineFor(ComputationGraph graph, Shape picture);

    /**
     * Bytes of activations, their gradients and what kernels need besides, in training on such batches.
     *
     * @param pictures a micro-batch
     * @throws InvalidInputException if this back end cannot compute here
     */
    public abstract long passBytes(ComputationGraphConfiguration graph, Shape pictures);

    private static void requireOneDnn() {
        obstacle().ifPresent(reason -> {
            throw new InvalidInputException("compute.backend = onednn: " + reason
                    + "; build the jar with -Djavacpp.platform=" + Loader.getPlatform()
                    + " and without the profile cuda, or set compute.backend to auto");
        });
    }

    /** Why oneDNN cannot compute here. */
    private static Optional<String> obstacle() {
        if (!OneDnnLibrary.isThere()) {
            return Optional.of("the native library of oneDNN is not there for " + Loader.getPlatform());
        }
        // Its kernels work in place on the flat vectors.
        return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
                ? Optional.empty()
                : Optional.of("ND4J keeps its arrays on a GPU, where oneDNN does not reach them");
    }
}
