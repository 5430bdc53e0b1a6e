package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.LongPointer;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.Window;

/** Max pooling, and mean pooling over the whole map. */
final class Poolings {
    private final OneDnn library;
    private final Descriptors arrays;

    Poolings(OneDnn library, Descriptors arrays) {
        this.library = library;
        this.arrays = arrays;
    }

    Primitive max(Shape input, Window window) {
        Area area = new Area(window.side(), window.side(), window);
        Primitive pooling = new Primitive(library, describe(dnnl_pooling_max, input, window.over(input), area));
        return pooling.operand(DNNL_ARG_SRC, arrays.activation(input))
                .operand(DNNL_ARG_WORKSPACE, pooling.chosen(dnnl_query_workspace_md))
                .operand(DNNL_ARG_DST, arrays.activation(window.over(input)));
    }

    Kernel maxGradient(Shape input, Window window) {
        Area area = new Area(window.side(), window.side(), window);
        Primitive pooling = new Primitive(library, describeGradient(dnnl_pooling_max, input, window.over(input), area));
        return pooling.operand(DNNL_ARG_DIFF_DST, arrays.activation(window.over(input)))
                .operand(DNNL_ARG_WORKSPACE, pooling.chosen(dnnl_query_workspace_md))
                .operand(DNNL_ARG_DIFF_SRC, arrays.activation(input));
    }

    Kernel mean(Shape input) {
        Shape mean = input.resized(1, 1);
        return new Primitive(library, describe(dnnl_pooling_avg_exclude_padding, input, mean, Area.whole(input)))
                .operand(DNNL_ARG_SRC, arrays.activation(input))
                .operand(DNNL_ARG_DST, arrays.activation(mean));
    }

    Kernel meanGradient(Shape input) {
        Shape mean = input.resized(1, 1);
        return new Primitive(
                        library, describeGradient(dnnl_pooling_avg_exclude_padding, input, mean, Area.whole(input)))
                .operand(DNNL_ARG_DIFF_DST, arrays.activation(mean))
                .operand(DNNL_ARG_DIFF_SRC, arrays.activation(input));
    }

    /** Single values: every {@code stride}-th row and column. */
    Kernel pick(Shape input, int stride) {
        Area single = new Area(1, 1, new Window(1, stride, 0));
        Shape picked = single.window().over(input);
        return new Primitive(library, describe(dnnl_pooling_avg_exclude_padding, input, picked, single))
                .operand(DNNL_ARG_SRC, arrays.activation(input))
                .operand(DNNL_ARG_DST, arrays.activation(picked));
    }

    Kernel pickGradient(Shape input, int stride) {
        Area single = new Area(1, 1, new Window(1, stride, 0));
        Shape picked = single.window().over(input);
        return new Primitive(library, describeGradient(dnnl_pooling_avg_exclude_padding, input, picked, single))
                .operand(DNNL_ARG_DIFF_DST, arrays.activation(picked))
                .operand(DNNL_ARG_DIFF_SRC, arrays.activation(input));
    }

    private dnnl_primitive_desc describe(int algorithm, Shape input, Shape output, Area area) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (LongPointer kernel = new LongPointer(area.height(), area.width());
                LongPointer strides =
                        new LongPointer(area.window().stride(), area.window().stride());
                LongPointer dilations = new LongPointer(0L, 0L);
                LongPointer padding =
                        new LongPointer(area.window().padding(), area.window().padding())) {
            OneDnn.require(
                    dnnl_pooling_forward_primitive_desc_create(
                            description,
                            library.engine(),
                            dnnl_forward_training,
                            algorithm,
                            arrays.activation(input),
                            arrays.activation(output),
                            strides,
                            kernel,
                            dilations,
                            padding,
                            padding,
                            null),
                    "a pooling of " + input);
        }
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
    }

    private dnnl_primitive_desc describeGradient(int algorithm, Shape input, Shape output, Area area) {
        dnnl_primitive_desc forward = describe(algorithm, input, output, area);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        try (LongPointer kernel = new LongPointer(area.height(), area.width());
                LongPointer strides =
                        new LongPointer(area.window().stride(), area.window().stride());
                LongPointer dilations = new LongPointer(0L, 0L);
                LongPointer padding =
                        new LongPointer(area.window().padding(), area.window().padding())) {
            OneDnn.require(
                    dnnl_pooling_backward_primitive_desc_create(
                            description,
                            library.engine(),
                            algorithm,
                            arrays.activation(input),
                            arrays.activation(output),
                            strides,
                            kernel,
                            dilations,
                            padding,
                            padding,
                            forward,
                            null),
                    "the gradient of a pooling of " + input);
        }
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
    }

    /** What one value is made from; stride and padding are those of the window. */
    private record Area(long height, long width, Window window) {
        static Area whole(Shape input) {
            return new Area(input.height(), input.width(), new Window(1, 1, 0));
        }
    }
}
