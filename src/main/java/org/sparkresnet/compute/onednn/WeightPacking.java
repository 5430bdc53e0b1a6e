package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.sparkresnet.compute.kernel.Kernel;

/**
 * A convolution with its weights packed before, or its weight gradient unpacked behind: oneDNN chooses for every
 * convolution an order of weights of its own, the flat vectors have DL4J's.
 *
 * <p>Packed weights live in scratch memory for the time of one call: in training they change with every step.
 */
final class WeightPacking implements Kernel {
    private final Primitive convolution;
    private final Primitive reorder;
    private final int place;
    private final boolean before;
    private final long bytes;

    private WeightPacking(Primitive convolution, Primitive reorder, int place, boolean before, long bytes) {
        this.convolution = convolution;
        this.reorder = reorder;
        this.place = place;
        this.before = before;
        this.bytes = bytes;
    }

    /** {@code convolution} with plain weights as operand {@code place}. */
    static Kernel before(
            OneDnn library, Primitive convolution, int place, dnnl_memory_desc plain, dnnl_memory_desc packed) {
        return dnnl_memory_desc_equal(plain, packed) != 0
                ? convolution
                : new WeightPacking(
                        convolution, reorder(library, plain, packed), place, true, dnnl_memory_desc_get_size(packed));
    }

    /** {@code convolution} with a plain weight gradient as operand {@code place}. */
    static Kernel behind(
            OneDnn library, Primitive convolution, int place, dnnl_memory_desc plain, dnnl_memory_desc packed) {
        return dnnl_memory_desc_equal(plain, packed) != 0
                ? convolution
                : new WeightPacking(
                        convolution, reorder(library, packed, plain), place, false, dnnl_memory_desc_get_size(packed));
    }

    /** A copy from one order to another. */
    static Primitive reorder(OneDnn library, dnnl_memory_desc from, dnnl_memory_desc to) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(
                dnnl_reorder_primitive_desc_create(description, from, library.engine(), to, library.engine(), null),
                "a reorder");
        library.own(description, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        return new Primitive(library, description).operand(DNNL_ARG_FROM, from).operand(DNNL_ARG_TO, to);
    }

    @Override
    public long scratchBytes() {
        return bytes;
    }

    @Override
    public Runnable on(long scratch, long... operands) {
        long plain = operands[place];
        long[] packed = operands.clone();
        packed[place] = scratch;
        Runnable work = convolution.on(0, packed);
        Runnable pack = before ? reorder.on(0, plain, scratch) : reorder.on(0, scratch, plain);
        Runnable first = before ? pack : work;
        Runnable second = before ? work : pack;
        return () -> {
            first.run();
            second.run();
        };
    }
}
