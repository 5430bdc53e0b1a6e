package org.sparkresnet.compute.onednn;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.Pointer;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.ShortcutShape;

/**
 * The shortcut without parameters: 1x1 pooling with the stride, and a copy of what it gives into zeros. oneDNN's copies
 * cannot have the stride themselves where it does not divide height and width.
 */
final class PaddedShortcuts {
    private final OneDnn library;
    private final Descriptors arrays;
    private final Poolings poolings;

    PaddedShortcuts(OneDnn library, Descriptors arrays, Poolings poolings) {
        this.library = library;
        this.arrays = arrays;
        this.poolings = poolings;
    }

    Kernel forward(ShortcutShape shape) {
        Primitive copy = WeightPacking.reorder(library, arrays.activation(shape.picked()), kept(shape));
        return new Forward(poolings.pick(shape.input(), shape.stride()), copy, shape);
    }

    Kernel gradient(ShortcutShape shape) {
        Primitive copy = WeightPacking.reorder(library, kept(shape), arrays.activation(shape.picked()));
        return new Gradient(poolings.pickGradient(shape.input(), shape.stride()), copy, shape);
    }

    /** Where the channels of the input are in the output. */
    private dnnl_memory_desc kept(ShortcutShape shape) {
        return arrays.firstChannels(shape.output(), shape.input().channels());
    }

    private static long bytes(Shape activation) {
        return activation.values() * Float.BYTES;
    }

    private record Forward(Kernel pick, Kernel copy, ShortcutShape shape) implements Kernel {
        @Override
        public long scratchBytes() {
            return bytes(shape.picked());
        }

        @Override
        public Runnable on(long scratch, long... operands) {
            Runnable picking = pick.on(0, operands[0], scratch);
            Runnable copying = copy.on(0, scratch, operands[1]);
            Pointer destination = new Place(operands[1]);
            return () -> {
                // Also where the copy comes: that is one call, and takes next to nothing.
                Pointer.memset(destination, 0, bytes(shape.output()));
                picking.run();
                copying.run();
            };
        }
    }

    private record Gradient(Kernel pick, Kernel copy, ShortcutShape shape) implements Kernel {
        @Override
        public long scratchBytes() {
            return bytes(shape.picked());
        }

        @Override
        public Runnable on(long scratch, long... operands) {
            Runnable copying = copy.on(0, operands[0], scratch);
            Runnable picking = pick.on(0, scratch, operands[1]);
            return () -> {
                copying.run();
                picking.run();
            };
        }
    }

    /** An address as JavaCPP wants it. */
    private static final class Place extends Pointer {
        Place(long address) {
            this.address = address;
        }
    }
}
