package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.NormShape;

/** Batch normalization, with ReLU in the same pass. */
final class Norms {
    private final OneDnn library;
    private final Descriptors arrays;

    Norms(OneDnn library, Descriptors arrays) {
        this.library = library;
        this.arrays = arrays;
    }

    Primitive forward(NormShape shape) {
        dnnl_memory_desc activation = arrays.activation(shape.activation());
        dnnl_memory_desc channels = arrays.channels(shape.activation());
        Primitive norm = new Primitive(library, describe(shape, dnnl_forward_training, 0))
                .operand(DNNL_ARG_SRC, activation)
                .operand(DNNL_ARG_SCALE, channels)
                .operand(DNNL_ARG_SHIFT, channels)
                .operand(DNNL_ARG_MEAN, channels)
                .operand(DNNL_ARG_VARIANCE, channels);
        return norm.operand(DNNL_ARG_WORKSPACE, norm.chosen(dnnl_query_workspace_md))
                .operand(DNNL_ARG_DST, activation);
    }

    Kernel ofStatistics(NormShape shape) {
        dnnl_memory_desc activation = arrays.activation(shape.activation());
        dnnl_memory_desc channels = arrays.channels(shape.activation());
        return new Primitive(library, describe(shape, dnnl_forward_inference, dnnl_use_global_stats))
                .operand(DNNL_ARG_SRC, activation)
                .operand(DNNL_ARG_MEAN, channels)
                .operand(DNNL_ARG_VARIANCE, channels)
                .operand(DNNL_ARG_SCALE, channels)
                .operand(DNNL_ARG_SHIFT, channels)
                .operand(DNNL_ARG_DST, activation);
    }

    Kernel gradient(NormShape shape) {
        dnnl_memory_desc activation = arrays.activation(shape.activation());
        dnnl_memory_desc channels = arrays.channels(shape.activation());
        dnnl_primitive_desc forward = describe(shape, dnnl_forward_training, 0);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_batch_normalization_backward_primitive_desc_create(
                        description,
                        library.engine(),
                        dnnl_backward,
                        activation,
                        activation,
                        activation,
                        shape.epsilon(),
                        flags(shape),
                        forward,
                        null),
                "the gradient of " + shape);
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        Primitive gradient = new Primitive(library, description);
        return gradient.operand(DNNL_ARG_SRC, activation)
                .operand(DNNL_ARG_MEAN, channels)
                .operand(DNNL_ARG_VARIANCE, channels)
                .operand(DNNL_ARG_SCALE, channels)
                .operand(DNNL_ARG_WORKSPACE, gradient.chosen(dnnl_query_workspace_md))
                .operand(DNNL_ARG_DIFF_DST, activation)
                .operand(DNNL_ARG_DIFF_SRC, activation)
                .operand(DNNL_ARG_DIFF_SCALE, channels)
                .operand(DNNL_ARG_DIFF_SHIFT, channels);
    }

    private dnnl_primitive_desc describe(NormShape shape, int purpose, int moreFlags) {
        dnnl_memory_desc activation = arrays.activation(shape.activation());
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_batch_normalization_forward_primitive_desc_create(
                        description,
                        library.engine(),
                        purpose,
                        activation,
                        activation,
                        shape.epsilon(),
                        flags(shape) | moreFlags,
                        null),
                "the normalization " + shape);
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
    }

    private static int flags(NormShape shape) {
        return dnnl_use_scale | dnnl_use_shift | (shape.relu() ? dnnl_fuse_norm_relu : 0);
    }
}
