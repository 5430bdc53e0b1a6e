package org.sparkresnet.compute.dl4j;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.memory.Deallocator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Frees what passes through a network leave behind in native memory, without the garbage collector.
 *
 * <p>The arrays of a pass lie in DL4J's workspaces, which are used again. But every view, shape and call of an operation
 * is a small native object of its own, about 1,100 of them in a pass of ResNet-8, which ND4J and JavaCPP free only when
 * the Java object beside it is collected. A large Java heap is collected rarely; until then these objects grow in number,
 * and, worse, they settle in the gaps that large temporary arrays leave, so that those need new memory every time. The
 * process grew by 0.8 MB in each step of that network.
 *
 * <p>Passes of one kind, that is, of the same computation with the same size of batch, make the same objects again. What
 * one of them has made is freed at the end of the next one: by then the layers have replaced all that they remember of
 * the batch before. A first pass is left to the garbage collector, because it fills caches that stay for good. A test
 * looks for objects that would have been freed while somebody still refers to them.
 *
 * <p>Belongs to the one thread that runs the passes.
 */
public final class PassMemory implements AutoCloseable {
    /** The processor, as ND4J counts devices. */
    private static final int DEVICE = 0;

    private final Map<Object, Garbage> garbageOfKinds = new HashMap<>();

    /** For the calling thread. */
    public PassMemory() {
        ScopedDeallocators.install();
    }

    /**
     * Runs one pass.
     *
     * @param kind equal for passes that compute the same with batches of the same size
     * @param pass answers nothing that lies in native memory
     */
    public <T> T run(Object kind, Supplier<T> pass) {
        Garbage ofPassBefore = garbageOfKinds.get(kind);
        if (ofPassBefore == null) {
            T result = pass.get();
            garbageOfKinds.put(kind, new Garbage());
            return result;
        }
        Garbage garbage = new Garbage();
        T result = garbage.collect(pass);
        garbageOfKinds.put(kind, garbage);
        ofPassBefore.free();
        return result;
    }

    /** Bytes of all arrays of this process, in workspaces and outside, and of what JavaCPP allocated. */
    public static long arrayBytes() {
        return Nd4j.getMemoryManager().allocatedMemory(DEVICE) + countedByNd4j();
    }

    /** ND4J's builds for processors and for GPUs have this counter each in a class of their own, of the same shape. */
    private static long countedByNd4j() {
        Class<?> bindings = NativeOpsHolder.getInstance().getDeviceNativeOps().getClass();
        try {
            Class<?> environment = Class.forName(bindings.getName() + "$Environment");
            Object instance = environment.getMethod("getInstance").invoke(null);
            return (long) environment.getMethod("getDeviceCounter", int.class).invoke(instance, DEVICE);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ND4J counts its memory in another way than 1.0.0-M2.1", e);
        }
    }

    /** Frees what the last passes left; the network must not be used any more. */
    @Override
    public void close() {
        garbageOfKinds.values().forEach(Garbage::free);
        garbageOfKinds.clear();
    }

    /** The native objects of one pass: those of ND4J by name, and those of JavaCPP. */
    private static final class Garbage {
        /** Without a filter; spelled out because javac warns of generic variable arguments. */
        private static final Class<? extends Pointer>[] ANY_CLASS = null;

        private final Map<String, Deallocator> objects = new HashMap<>();
        private PointerScope pointers;

        <T> T collect(Supplier<T> pass) {
            pointers = new PointerScope(ANY_CLASS);
            ScopedDeallocators.collectInto(objects);
            try {
                return pass.get();
            } finally {
                ScopedDeallocators.collectNoMore();
                // Ends the scope but not yet its pointers.
                pointers.extend().close();
            }
        }

        void free() {
            objects.values().forEach(Deallocator::deallocate);
            if (pointers != null) {
                pointers.close();
            }
        }
    }
}
