package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Shape;

/** What is done value by value. */
final class Elementwise {
    private final OneDnn library;
    private final Descriptors arrays;

    Elementwise(OneDnn library, Descriptors arrays) {
        this.library = library;
        this.arrays = arrays;
    }

    Kernel addition(Shape shape, boolean relu) {
        dnnl_memory_desc activation = arrays.activation(shape);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (PostOperations after = new PostOperations()) {
            OneDnn.require(
                    dnnl_binary_primitive_desc_create(
                            description,
                            library.engine(),
                            dnnl_binary_add,
                            activation,
                            activation,
                            activation,
                            (relu ? after.relu() : after).attributes()),
                    "the addition of " + shape);
        }
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        return new Primitive(library, description)
                .operand(DNNL_ARG_SRC_0, activation)
                .operand(DNNL_ARG_SRC_1, activation)
                .operand(DNNL_ARG_DST, activation);
    }

    Kernel relu(Shape shape) {
        return forward(shape, dnnl_eltwise_relu_use_dst_for_bwd, 0f);
    }

    Kernel reluGradient(Shape shape) {
        return gradient(shape, dnnl_eltwise_relu_use_dst_for_bwd, 0f);
    }

    Kernel elu(Shape shape, float alpha) {
        return forward(shape, dnnl_eltwise_elu_use_dst_for_bwd, alpha);
    }

    Kernel eluGradient(Shape shape, float alpha) {
        return gradient(shape, dnnl_eltwise_elu_use_dst_for_bwd, alpha);
    }

    private Kernel forward(Shape shape, int function, float alpha) {
        dnnl_memory_desc activation = arrays.activation(shape);
        return new Primitive(library, describe(activation, function, alpha))
                .operand(DNNL_ARG_SRC, activation)
                .operand(DNNL_ARG_DST, activation);
    }

    private Kernel gradient(Shape shape, int function, float alpha) {
        dnnl_memory_desc activation = arrays.activation(shape);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_eltwise_backward_primitive_desc_create(
                        description,
                        library.engine(),
                        function,
                        activation,
                        activation,
                        activation,
                        alpha,
                        0f,
                        describe(activation, function, alpha),
                        null),
                "the gradient of an activation function");
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        return new Primitive(library, description)
                .operand(DNNL_ARG_DST, activation)
                .operand(DNNL_ARG_DIFF_DST, activation)
                .operand(DNNL_ARG_DIFF_SRC, activation);
    }

    private dnnl_primitive_desc describe(dnnl_memory_desc activation, int function, float alpha) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_eltwise_forward_primitive_desc_create(
                        description,
                        library.engine(),
                        dnnl_forward_training,
                        function,
                        activation,
                        activation,
                        alpha,
                        0f,
                        null),
                "an activation function");
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
    }
}
