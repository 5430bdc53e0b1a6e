package org.sparkresnet.compute.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.sparkresnet.config.InvalidInputException;

/**
 * DL4J's oneDNN layer helpers, which DL4J 1.0.0-M2.1 ships switched off.
 *
 * <p>Without them a convolution is im2col and a matrix product, at a tenth of the speed.
 */
public final class OneDnnHelpers {
    private static final String SWITCH = "org.eclipse.deeplearning4j.helpers.disable";

    private OneDnnHelpers() {}

    /** Switches the helpers on for the graphs that are built from now on in this process. */
    public static void enable() {
        System.setProperty(SWITCH, "false");
    }

    /**
     * Makes sure that every convolution, pooling and batch normalization of {@code graph} has its helper.
     *
     * @throws InvalidInputException if one has none, which means that the native library was built without oneDNN
     */
    public static void requireIn(ComputationGraph graph) {
        for (Layer layer : graph.getLayers()) {
            boolean expected = layer instanceof ConvolutionLayer
                    || layer instanceof BatchNormalization
                    || layer instanceof SubsamplingLayer;
            if (expected && layer.getHelper() == null) {
                throw new InvalidInputException(
                        "layer " + layer.conf().getLayer().getLayerName()
                                + ": DL4J did not find oneDNN, training would take ten times as long; build the jar with a"
                                + " -Dnd4j.classifier that contains onednn, such as linux-x86_64-onednn-avx2");
            }
        }
    }
}
