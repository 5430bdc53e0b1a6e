package org.sparkresnet.compute.program;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Kernels;

/**
 * Where the gradients of activations are on the way back.
 *
 * <p>The gradient of a sum is that of both its operands, so nodes may share one buffer; it is only overwritten by the
 * last one that still needs it. A node that several others computed from gets the sum of what they give.
 */
final class Gradients {
    private final Kernels kernels;
    private final Sequence sequence;
    private final Map<String, Operand.Buffer> buffers = new HashMap<>();
    private final Map<Operand.Buffer, Integer> owners = new IdentityHashMap<>();

    Gradients(Kernels kernels, Sequence sequence) {
        this.kernels = kernels;
        this.sequence = sequence;
    }

    /** The gradient of what {@code node} gives; complete once all that computed from it are done. */
    Operand.Buffer of(Node node) {
        return buffers.get(node.name());
    }

    /** Gives {@code node} a gradient that {@code kernel} writes. */
    void give(Node node, Consumer<Operand> kernel) {
        Operand.Buffer given = sequence.buffer(kernels.bytes(node.output()));
        kernel.accept(given);
        giveExisting(node, given);
    }

    /** Gives {@code to} the gradient of {@code from} itself. */
    void share(Node from, Node to) {
        giveExisting(to, of(from));
    }

    /**
     * Gives {@code to} what {@code kernel} makes of the gradient of {@code from}, in place if nobody else needs that.
     * {@code from} has no gradient any more, unless it is {@code to}.
     */
    void transform(Node from, Node to, Consumer<Operand> kernel) {
        Operand.Buffer source = of(from);
        Operand.Buffer result = owners.get(source) == 1 ? source : sequence.buffer(source.bytes());
        kernel.accept(result);
        release(from);
        giveExisting(to, result);
    }

    /** Ends the need of {@code node} for its gradient. */
    void release(Node node) {
        owners.merge(buffers.remove(node.name()), -1, Integer::sum);
    }

    private void giveExisting(Node node, Operand.Buffer given) {
        Operand.Buffer before = of(node);
        if (before == null) {
            buffers.put(node.name(), given);
            owners.merge(given, 1, Integer::sum);
        } else if (owners.get(before) == 1) {
            add(node, before, given, before);
        } else {
            Operand.Buffer sum = owners.getOrDefault(given, 0) == 0 ? given : sequence.buffer(given.bytes());
            add(node, before, given, sum);
            owners.merge(before, -1, Integer::sum);
            buffers.put(node.name(), sum);
            owners.merge(sum, 1, Integer::sum);
        }
    }

    private void add(Node node, Operand a, Operand b, Operand sum) {
        sequence.add("gradient sum", kernels.addition(node.output(), false), a, b, sum);
    }
}
