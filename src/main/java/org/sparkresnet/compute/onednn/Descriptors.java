package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_ab;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_submemory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.LongPointer;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.Shape;

/** oneDNN's descriptions of arrays. */
final class Descriptors {
    private static final int[] PLAIN = {dnnl_a, dnnl_ab, 0, dnnl_abcd};

    private final OneDnn library;
    private final Layout layout;

    Descriptors(OneDnn library, Layout layout) {
        this.library = library;
        this.layout = layout;
    }

    dnnl_memory_desc activation(Shape shape) {
        return describe(layout.tag(shape.channels()), sizes(shape));
    }

    /** Row-major. */
    dnnl_memory_desc plain(long... sizes) {
        return describe(PLAIN[sizes.length - 1], sizes);
    }

    dnnl_memory_desc plain(Shape shape) {
        return plain(sizes(shape));
    }

    /** One value for each channel. */
    dnnl_memory_desc channels(Shape shape) {
        return plain(shape.channels());
    }

    /** One value for each channel, with the dimensions of an activation. */
    dnnl_memory_desc broadcast(Shape shape) {
        return plain(1, shape.channels(), 1, 1);
    }

    dnnl_memory_desc weights(ConvolutionShape shape) {
        return plain(weightSizes(shape));
    }

    /** In the order that the primitive likes best. */
    dnnl_memory_desc anyWeights(ConvolutionShape shape) {
        return describe(dnnl_format_tag_any, weightSizes(shape));
    }

    /**
     * The first channels of an activation, in the order of all.
     *
     * @param count how many; they fill their blocks if those of {@code whole} do
     */
    dnnl_memory_desc firstChannels(Shape whole, int count) {
        if (layout.fits(count) != layout.fits(whole.channels())) {
            throw new IllegalArgumentException("the first " + count + " channels of " + whole + " fill no blocks");
        }
        dnnl_memory_desc description = new dnnl_memory_desc();
        try (LongPointer dimensions =
                        new LongPointer(sizes(new Shape(whole.pictures(), count, whole.height(), whole.width())));
                LongPointer offsets = new LongPointer(0L, 0L, 0L, 0L)) {
            OneDnn.require(
                    dnnl_memory_desc_create_submemory(description, activation(whole), dimensions, offsets),
                    "a description of a part of " + whole);
        }
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_memory_desc_destroy);
    }

    private dnnl_memory_desc describe(int tag, long... sizes) {
        dnnl_memory_desc description = new dnnl_memory_desc();
        try (LongPointer dimensions = new LongPointer(sizes)) {
            OneDnn.require(
                    dnnl_memory_desc_create_with_tag(description, sizes.length, dimensions, dnnl_f32, tag),
                    "a description of an array");
        }
        return library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_memory_desc_destroy);
    }

    private static long[] sizes(Shape shape) {
        return new long[] {shape.pictures(), shape.channels(), shape.height(), shape.width()};
    }

    private static long[] weightSizes(ConvolutionShape shape) {
        int side = shape.window().side();
        return new long[] {shape.outputChannels(), shape.input().channels(), side, side};
    }
}
