package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
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

    Kernel forward(ConvolutionShape shape, Epilogue epilogue) {
        int purpose = epilogue.affine() ? dnnl_forward_inference : dnnl_forward_training;
        Primitive convolution = new Primitive(library, describeForward(shape, purpose, epilogue));
        dnnl_memory_desc packed = convolution.chosen(dnnl_query_weights_md);
        convolution.operand(DNNL_ARG_SRC, arrays.activation(shape.input())).operand(DNNL_ARG_WEIGHTS, packed);
        List<dnnl_memory_desc> others = others(shape, epilogue);
        for (int i = 0; i < others.size(); i++) {
            convolution.operand(PostOperations.operandOf(i), others.get(i));
        }
        convolution.operand(DNNL_ARG_DST, arrays.activation(shape.output()));
        return WeightPacking.before(library, convolution, 1, arrays.weights(shape), packed);
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
                            describeForward(shape, dnnl_forward_training, Epilogue.NONE),
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

    Kernel weightGradient(ConvolutionShape shape) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (Scan scan = new Scan(shape)) {
            OneDnn.require(
                    dnnl_convolution_backward_weights_primitive_desc_create(
                            description,
                            library.engine(),
                            dnnl_convolution_direct,
                            arrays.activation(shape.input()),
                            arrays.anyWeights(shape),
                            null,
                            arrays.activation(shape.output()),
                            scan.strides,
                            scan.dilations,
                            scan.padding,
                            scan.padding,
                            describeForward(shape, dnnl_forward_training, Epilogue.NONE),
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
        return WeightPacking.behind(library, convolution, 2, arrays.weights(shape), packed);
    }

    private dnnl_primitive_desc describeForward(ConvolutionShape shape, int purpose, Epilogue epilogue) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (Scan scan = new Scan(shape);
                PostOperations after = new PostOperations()) {
            List<dnnl_memory_desc> others = others(shape, epilogue);
            for (int i = 0; i < others.size(); i++) {
                boolean product = epilogue.affine() && i == 0;
                after.binary(product ? dnnl_binary_mul : dnnl_binary_add, others.get(i));
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
                            null,
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

    /** The arrays that the epilogue combines the values with: a factor first, then summands. */
    private List<dnnl_memory_desc> others(ConvolutionShape shape, Epilogue epilogue) {
        List<dnnl_memory_desc> others = new ArrayList<>();
        if (epilogue.affine()) {
            others.add(arrays.broadcast(shape.output()));
            others.add(arrays.broadcast(shape.output()));
        }
        if (epilogue.sum()) {
            others.add(arrays.activation(shape.output()));
        }
        return others;
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
