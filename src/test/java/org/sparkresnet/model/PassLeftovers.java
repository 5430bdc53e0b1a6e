package org.sparkresnet.model;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Watches, in the place of ND4J's own service, what native objects the calling thread makes and which of them are still
 * referred to later. Frees nothing: that is left to the garbage collector.
 */
final class PassLeftovers implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final DeallocatorService before;
    private final PointerScope pointers = new Pointers();
    private List<WeakReference<Object>> made = new ArrayList<>();

    PassLeftovers() throws ReflectiveOperationException {
        before = Nd4j.getDeallocatorService();
        service().set(null, new Watching());
    }

    /** What was made since the last call of this method. */
    List<WeakReference<Object>> take() {
        List<WeakReference<Object>> taken = made;
        made = new ArrayList<>();
        return taken;
    }

    /** Those of {@code objects} that a garbage collection does not remove. */
    static List<Object> alive(List<WeakReference<Object>> objects) throws InterruptedException {
        collectGarbage();
        List<Object> alive = new ArrayList<>();
        for (WeakReference<Object> reference : objects) {
            Object object = reference.get();
            if (object != null) {
                alive.add(object);
            }
        }
        return alive;
    }

    @Override
    public void close() throws ReflectiveOperationException {
        pointers.close();
        service().set(null, before);
    }

    /** Returns when a collection has certainly run. */
    private static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> witness = new WeakReference<>(new Object(), queue);
        while (!witness.refersTo(null)) {
            System.gc();
        }
        queue.remove();
    }

    private static Field service() throws ReflectiveOperationException {
        Field field = Nd4j.class.getDeclaredField("deallocatorService");
        field.setAccessible(true);
        return field;
    }

    private void add(Object object) {
        if (Thread.currentThread() == thread) {
            made.add(new WeakReference<>(object));
        }
    }

    private final class Watching extends DeallocatorService {
        @Override
        public void pickObject(Deallocatable object) {
            super.pickObject(object);
            if (object instanceof DataBuffer || object instanceof OpContext) {
                add(object);
            }
        }
    }

    private final class Pointers extends PointerScope {
        Pointers() {
            super((Class<? extends Pointer>[]) null);
        }

        @Override
        public PointerScope attach(Pointer pointer) {
            add(pointer);
            return this;
        }
    }
}
