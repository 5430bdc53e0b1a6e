package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.Kernel;

/** The three passes of a dense layer. */
final class Denses {
    private final OneDnn library;
    private final Descriptors arrays;

    Denses(OneDnn library, Descriptors arrays) {
        this.library = library;
        this.arrays = arrays;
    }

    Kernel forward(DenseShape shape) {
        return new Primitive(library, describe(shape))
                .operand(DNNL_ARG_SRC, inputs(shape))
                .operand(DNNL_ARG_WEIGHTS, weights(shape))
                .operand(DNNL_ARG_BIAS, bias(shape))
                .operand(DNNL_ARG_DST, outputs(shape));
    }

    Kernel dataGradient(DenseShape shape) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_inner_product_backward_data_primitive_desc_create(
                        description,
                        library.engine(),
                        inputs(shape),
                        weights(shape),
                        outputs(shape),
                        describe(shape),
                        null),
                "the gradient of " + shape);
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        return new Primitive(library, description)
                .operand(DNNL_ARG_DIFF_DST, outputs(shape))
                .operand(DNNL_ARG_WEIGHTS, weights(shape))
                .operand(DNNL_ARG_DIFF_SRC, inputs(shape));
    }

    Kernel weightGradient(DenseShape shape) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_inner_product_backward_weights_primitive_desc_create(
                        description,
                        library.engine(),
                        inputs(shape),
                        weights(shape),
                        bias(shape),
                        outputs(shape),
                        describe(shape),
                        null),
                "the weight gradient of " + shape);
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        return new Primitive(library, description)
                .operand(DNNL_ARG_SRC, inputs(shape))
                .operand(DNNL_ARG_DIFF_DST, outputs(shape))
                .operand(DNNL_ARG_DIFF_WEIGHTS, weights(shape))
                .operand(DNNL_ARG_DIFF_BIAS, bias(shape));
    }

    private dnnl_primitive_desc describe(DenseShape shape) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_inner_product_forward_primitive_desc_create(
                        description,
                        library.engine(),
                        dnnl_forward_training,
                        inputs(shape),
                        weights(shape),
                        bias(shape),
                        outputs(shape),
                        null),
                "the dense layer " + shape);
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
    }

    private dnnl_memory_desc inputs(DenseShape shape) {
        return arrays.plain(shape.pictures(), shape.inputs());
    }

    private dnnl_memory_desc outputs(DenseShape shape) {
        return arrays.plain(shape.pictures(), shape.outputs());
    }

    private dnnl_memory_desc weights(DenseShape shape) {
        return arrays.plain(shape.outputs(), shape.inputs());
    }

    private dnnl_memory_desc bias(DenseShape shape) {
        return arrays.plain(shape.outputs());
    }
}
