package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Pointer;

/**
 * An engine and a stream of oneDNN on the processor, and all that was made with them.
 *
 * <p>oneDNN's objects are C handles, which no garbage collector knows: whatever is made is handed to {@link #own} and
 * freed by {@link #close}, last made first.
 */
final class OneDnn implements AutoCloseable {
    private final Deque<Runnable> owned = new ArrayDeque<>();
    private final List<String> implementations = new ArrayList<>();
    private final dnnl_engine engine;
    private final dnnl_stream stream;

    OneDnn() {
        dnnl_engine newEngine = new dnnl_engine();
        require(dnnl_engine_create(newEngine, dnnl_cpu, 0), "an engine for the processor");
        engine = own(newEngine, org.bytedeco.dnnl.global.dnnl::dnnl_engine_destroy);
        dnnl_stream newStream = new dnnl_stream();
        require(dnnl_stream_create(newStream, engine, dnnl_stream_default_flags), "a stream");
        stream = own(newStream, org.bytedeco.dnnl.global.dnnl::dnnl_stream_destroy);
    }

    dnnl_engine engine() {
        return engine;
    }

    dnnl_stream stream() {
        return stream;
    }

    /** Notes which code of oneDNN a primitive runs. */
    void note(String implementation) {
        implementations.add(implementation);
    }

    /** What was noted, {@link #close} or not. */
    List<String> implementations() {
        return List.copyOf(implementations);
    }

    /** Remembers a handle of C and how it is destroyed. */
    <T extends Pointer> T own(T handle, ToIntFunction<T> destroy) {
        owned.push(() -> destroy.applyAsInt(handle));
        return handle;
    }

    /** Remembers memory of JavaCPP. */
    <T extends Pointer> T own(T memory) {
        owned.push(memory::close);
        return memory;
    }

    /**
     * @throws IllegalStateException if {@code status} is not that of success
     */
    static void require(int status, String what) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN could not make " + what + ": status " + status);
        }
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().run();
        }
    }
}
