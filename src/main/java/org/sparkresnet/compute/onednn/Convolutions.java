package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.LongPointer;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.Epilogue;
import org.sparkresnet.compute.kernel.Kernel;

/** The three passes of a convolution. */
final class Convolutions {
    private final OneDnn library;
    private final Descriptors arrays;

    Convolutions(OneDnn library, Descriptors arrays) {
        this.library = library;
        this.arrays = arrays;
    }

    /** With plain weights. */
    Kernel forward(ConvolutionShape shape, Epilogue epilogue) {
        Primitive convolution = packedForward(shape, epilogue);
        return WeightPacking.before(
                library, convolution, 1, arrays.weights(shape), convolution.chosen(dnnl_query_weights_md));
    }

    /** Plain weights to those of {@link #packedForward}. */
    Kernel packing(ConvolutionShape shape, Epilogue epilogue) {
        return WeightPacking.reorder(library, arrays.weights(shape), packedWeights(shape, epilogue));
    }

    long packedBytes(ConvolutionShape shape, Epilogue epilogue) {
        return dnnl_memory_desc_get_size(packedWeights(shape, epilogue));
    }

    /** With weights in the order that oneDNN chose. */
    Primitive packedForward(ConvolutionShape shape, Epilogue epilogue) {
        Primitive convolution = new Primitive(library, describeForward(shape, purpose(epilogue), epilogue));
        convolution
                .operand(DNNL_ARG_SRC, arrays.activation(shape.input()))
                .operand(DNNL_ARG_WEIGHTS, convolution.chosen(dnnl_query_weights_md));
        if (epilogue.bias()) {
            convolution.operand(DNNL_ARG_BIAS, arrays.channels(shape.output()));
        }
        if (epilogue.sum()) {
            convolution.operand(PostOperations.operandOf(0), arrays.activation(shape.output()));
        }
        return convolution.operand(DNNL_ARG_DST, arrays.activation(shape.output()));
    }

    private dnnl_memory_desc packedWeights(ConvolutionShape shape, Epilogue epilogue) {
        return dnnl_primitive_desc_query_md(
                describeForward(shape, purpose(epilogue), epilogue), dnnl_query_weights_md, 0);
    }

    /** Values that are cut or summed on the way cannot be learned from. */
    private static int purpose(Epilogue epilogue) {
        return epilogue.sum() || epilogue.relu() ? dnnl_forward_inference : dnnl_forward_training;
    }

    Kernel dataGradient(ConvolutionShape shape) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (Scan scan = new Scan(shape)) {
            OneDnn.require(
                    dnnl_convolution_backward_data_primitive_desc_create(
                            description,
                            library.engine(),
                            dnnl_convolution_direct,
                            arrays.activation(shape.input()),
                            arrays.anyWeights(shape),
                            arrays.activation(shape.output()),
                            scan.strides,
                            scan.dilations,
                            scan.padding,
                            scan.padding,
                            describeForward(shape, dnnl_forward_training, Epilogue.ofBias(false)),
                            null),
                    "the gradient of " + shape);
        }
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        Primitive convolution = new Primitive(library, description);
        dnnl_memory_desc packed = convolution.chosen(dnnl_query_weights_md);
        convolution
                .operand(DNNL_ARG_DIFF_DST, arrays.activation(shape.output()))
                .operand(DNNL_ARG_WEIGHTS, packed)
                .operand(DNNL_ARG_DIFF_SRC, arrays.activation(shape.input()));
        return WeightPacking.before(library, convolution, 1, arrays.weights(shape), packed);
    }

    Kernel weightGradient(ConvolutionShape shape, boolean bias) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (Scan scan = new Scan(shape)) {
            OneDnn.require(
                    dnnl_convolution_backward_weights_primitive_desc_create(
                            description,
                            library.engine(),
                            dnnl_convolution_direct,
                            arrays.activation(shape.input()),
                            arrays.anyWeights(shape),
                            bias ? arrays.channels(shape.output()) : null,
                            arrays.activation(shape.output()),
                            scan.strides,
                            scan.dilations,
                            scan.padding,
                            scan.padding,
                            describeForward(shape, dnnl_forward_training, Epilogue.ofBias(bias)),
                            null),
                    "the weight gradient of " + shape);
        }
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        Primitive convolution = new Primitive(library, description);
        dnnl_memory_desc packed = convolution.chosen(dnnl_query_diff_weights_md);
        convolution
                .operand(DNNL_ARG_SRC, arrays.activation(shape.input()))
                .operand(DNNL_ARG_DIFF_DST, arrays.activation(shape.output()))
                .operand(DNNL_ARG_DIFF_WEIGHTS, packed);
        if (bias) {
            convolution.operand(DNNL_ARG_DIFF_BIAS, arrays.channels(shape.output()));
        }
        return WeightPacking.behind(library, convolution, 2, arrays.weights(shape), packed);
    }

    private dnnl_primitive_desc describeForward(ConvolutionShape shape, int purpose, Epilogue epilogue) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (Scan scan = new Scan(shape);
                PostOperations after = new PostOperations()) {
            if (epilogue.sum()) {
                after.binary(dnnl_binary_add, arrays.activation(shape.output()));
            }
            if (epilogue.relu()) {
                after.relu();
            }
            OneDnn.require(
                    dnnl_convolution_forward_primitive_desc_create(
                            description,
                            library.engine(),
                            purpose,
                            dnnl_convolution_direct,
                            arrays.activation(shape.input()),
                            arrays.anyWeights(shape),
                            epilogue.bias() ? arrays.channels(shape.output()) : null,
                            arrays.activation(shape.output()),
                            scan.strides,
                            scan.dilations,
                            scan.padding,
                            scan.padding,
                            after.attributes()),
                    "the convolution " + shape);
        }
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
    }

    /** The window as oneDNN wants it. */
    private static final class Scan implements AutoCloseable {
        private final LongPointer strides;
        private final LongPointer dilations;
        private final LongPointer padding;

        Scan(ConvolutionShape shape) {
            int stride = shape.window().stride();
            int sides = shape.window().padding();
            strides = new LongPointer(stride, stride);
            dilations = new LongPointer(0L, 0L);
            padding = new LongPointer(sides, sides);
        }

        @Override
        public void close() {
            strides.close();
            dilations.close();
            padding.close();
        }
    }
}
