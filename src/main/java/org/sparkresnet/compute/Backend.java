package org.sparkresnet.compute;

import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.graph.ComputationGraph;
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
    /** oneDNN where its native library is there, else ND4J with a warning. */
    AUTO {
        @Override
        public GraphEngine engineFor(ComputationGraph graph, Shape picture) {
            if (OneDnnLibrary.isThere()) {
                return ONEDNN.engineFor(graph, picture);
            }
            LOG.warn(
                    "The native library of oneDNN is not there for {}: DL4J's layers compute instead, which takes four"
                            + " to forty times as long; build the jar with -Djavacpp.platform={}",
                    Loader.getPlatform(),
                    Loader.getPlatform());
            return ND4J.engineFor(graph, picture);
        }
    },
    /** Kernels of oneDNN. */
    ONEDNN {
        @Override
        public GraphEngine engineFor(ComputationGraph graph, Shape picture) {
            if (!OneDnnLibrary.isThere()) {
                throw new InvalidInputException("compute.backend = onednn: its native library is not there for "
                        + Loader.getPlatform() + "; build the jar with -Djavacpp.platform=" + Loader.getPlatform()
                        + ", or set compute.backend to nd4j");
            }
            return new KernelEngine(graph, picture, OneDnnLibrary::kernels);
        }
    },
    /** DL4J's own layers. */
    ND4J {
        @Override
        public GraphEngine engineFor(ComputationGraph graph, Shape picture) {
            return new Dl4jEngine(graph, picture);
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** What computes here: this, or what {@link #AUTO} stands for on this machine. */
    public Backend chosen() {
        if (this != AUTO) {
            return this;
        }
        return OneDnnLibrary.isThere() ? ONEDNN : ND4J;
    }

    /**
     * An engine for the calling thread.
     *
     * @param graph initialized, with a view for gradients
     * @param picture one picture
     */
    public abstract GraphEngine engineFor(ComputationGraph graph, Shape picture);
}
