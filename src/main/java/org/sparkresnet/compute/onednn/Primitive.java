package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.sparkresnet.compute.kernel.Kernel;

/** A primitive of oneDNN with the names of its operands. */
final class Primitive implements Kernel {
    private final OneDnn library;
    private final dnnl_primitive_desc description;
    private final dnnl_primitive primitive;
    private final List<Operand> operands = new ArrayList<>();

    Primitive(OneDnn library, dnnl_primitive_desc description) {
        this.library = library;
        this.description = description;
        dnnl_primitive created = new dnnl_primitive();
        OneDnn.require(dnnl_primitive_create(created, description), "a primitive");
        primitive = library.own(created, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_destroy);
        library.note(implementation());
    }

    /** Names the next operand of {@link #on}. */
    Primitive operand(int argument, dnnl_memory_desc array) {
        operands.add(new Operand(argument, array));
        return this;
    }

    /** The array that oneDNN chose, such as {@code dnnl_query_weights_md}. */
    dnnl_memory_desc chosen(int query) {
        return dnnl_primitive_desc_query_md(description, query, 0);
    }

    /** Bytes of such an array. */
    long bytes(int query) {
        return dnnl_memory_desc_get_size(chosen(query));
    }

    /** oneDNN's name of the code that runs, such as {@code jit:avx512_core}. */
    private String implementation() {
        try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
            OneDnn.require(dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, name), "a name");
            return new BytePointer(name.get(0)).getString();
        }
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    @Override
    public Runnable on(long scratch, long... addresses) {
        if (addresses.length != operands.size()) {
            throw new IllegalArgumentException(addresses.length + " operands for " + operands.size());
        }
        dnnl_exec_arg_t arguments = library.own(new dnnl_exec_arg_t(addresses.length));
        int given = 0;
        for (int i = 0; i < addresses.length; i++) {
            Operand operand = operands.get(i);
            // oneDNN counts its operands, and does not want to hear of one without bytes.
            if (dnnl_memory_desc_get_size(operand.array()) > 0) {
                arguments.position(given).arg(operand.argument()).memory(memory(operand.array(), addresses[i]));
                given++;
            }
        }
        arguments.position(0);
        int count = given;
        return () -> OneDnn.require(dnnl_primitive_execute(primitive, library.stream(), count, arguments), "a result");
    }

    private dnnl_memory memory(dnnl_memory_desc array, long address) {
        dnnl_memory memory = new dnnl_memory();
        OneDnn.require(dnnl_memory_create(memory, array, library.engine(), new Place(address)), "a memory object");
        return library.own(memory, org.bytedeco.dnnl.global.dnnl::dnnl_memory_destroy);
    }

    private record Operand(int argument, dnnl_memory_desc array) {}

    /** An address as JavaCPP wants it. */
    private static final class Place extends Pointer {
        Place(long address) {
            this.address = address;
        }
    }
}
