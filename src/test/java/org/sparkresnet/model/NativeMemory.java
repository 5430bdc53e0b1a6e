package org.sparkresnet.model;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What this process holds outside of the Java heap.
 *
 * @param physicalBytes anonymous memory of the whole process
 * @param nd4jBytes arrays in workspaces, and what JavaCPP allocated
 * @param pointers objects of JavaCPP that wait for their deallocator
 * @param objects arrays, shapes and contexts of ND4J that wait for the garbage collector
 * @param collections of garbage so far
 */
record NativeMemory(long physicalBytes, long nd4jBytes, long pointers, long objects, long collections) {
    static NativeMemory now() throws ReflectiveOperationException {
        Field field = DeallocatorService.class.getDeclaredField("referenceMap");
        field.setAccessible(true);
        Map<?, ?> waiting = (Map<?, ?>) field.get(Nd4j.getDeallocatorService());
        return new NativeMemory(
                Pointer.physicalBytes(),
                Nd4j.getMemoryManager().allocatedMemory(0),
                Pointer.totalCount(),
                waiting.size(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum());
    }

    /** By how much each number grew. */
    Map<String, Long> since(NativeMemory earlier) {
        return Map.of(
                "physicalBytes", physicalBytes - earlier.physicalBytes,
                "nd4jBytes", nd4jBytes - earlier.nd4jBytes,
                "pointers", pointers - earlier.pointers,
                "objects", objects - earlier.objects,
                "collections", collections - earlier.collections);
    }
}
