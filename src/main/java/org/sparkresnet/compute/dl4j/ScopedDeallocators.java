package org.sparkresnet.compute.dl4j;

import java.lang.reflect.Field;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.Deallocator;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's register of native objects, with threads that keep their own.
 *
 * <p>What a collecting thread makes is not watched by the garbage collector but handed to whoever collects. All else goes
 * ND4J's way. ND4J has no place to register another service, so its field is set; both services live on side by side,
 * each with what was registered with it, and with its two daemon threads.
 */
final class ScopedDeallocators extends DeallocatorService {
    private static final String FIELD = "deallocatorService";
    private static final ThreadLocal<Map<String, Deallocator>> COLLECTED = new ThreadLocal<>();

    private ScopedDeallocators() {}

    /**
     * Takes the place of ND4J's service, once in a process.
     *
     * @throws IllegalStateException if this release of ND4J keeps its service elsewhere
     */
    static void install() {
        // The lock of Nd4j's own getter, so that every thread sees the change.
        synchronized (Nd4j.class) {
            if (!(Nd4j.getDeallocatorService() instanceof ScopedDeallocators)) {
                try {
                    Field field = Nd4j.class.getDeclaredField(FIELD);
                    field.setAccessible(true);
                    field.set(null, new ScopedDeallocators());
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("this release of ND4J has no field Nd4j." + FIELD, e);
                }
            }
        }
    }

    /**
     * From now on the buffers and operation contexts that this thread makes are added to {@code collected}, by their
     * names.
     */
    static void collectInto(Map<String, Deallocator> collected) {
        COLLECTED.set(collected);
    }

    /** This thread's objects are left to the garbage collector again. */
    static void collectNoMore() {
        COLLECTED.remove();
    }

    @Override
    public void pickObject(Deallocatable object) {
        Map<String, Deallocator> collected = COLLECTED.get();
        // Workspaces outlive the pass that first needs them.
        if (collected != null && (object instanceof DataBuffer || object instanceof OpContext)) {
            collected.put(object.getUniqueId(), object.deallocator());
        } else {
            super.pickObject(object);
        }
    }
}
