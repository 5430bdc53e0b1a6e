package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;

/** What a primitive does to each value before it stores it, in the order of the calls. */
final class PostOperations implements AutoCloseable {
    private final dnnl_post_ops operations = new dnnl_post_ops();
    private final dnnl_primitive_attr attributes = new dnnl_primitive_attr();

    PostOperations() {
        OneDnn.require(dnnl_post_ops_create(operations), "a list of operations");
        OneDnn.require(dnnl_primitive_attr_create(attributes), "attributes");
    }

    /** The argument that is the other array of the operation at a place of the list. */
    static int operandOf(int place) {
        return DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (place + 1) | DNNL_ARG_SRC_1;
    }

    PostOperations binary(int algorithm, dnnl_memory_desc other) {
        OneDnn.require(dnnl_post_ops_append_binary(operations, algorithm, other), "an operation of two arrays");
        return this;
    }

    PostOperations relu() {
        OneDnn.require(dnnl_post_ops_append_eltwise(operations, dnnl_eltwise_relu, 0f, 0f), "a ReLU");
        return this;
    }

    dnnl_primitive_attr attributes() {
        OneDnn.require(dnnl_primitive_attr_set_post_ops(attributes, operations), "attributes");
        return attributes;
    }

    @Override
    public void close() {
        dnnl_primitive_attr_destroy(attributes);
        dnnl_post_ops_destroy(operations);
    }
}
