package org.sparkresnet.data;

/**
 * A batch and where it belongs.
 *
 * @param step of the run in training; number of the batch in evaluation
 * @param lane in [0, lanes); 0 in evaluation
 * @param batch to be closed by whoever computes with it, or with this
 */
public record Minibatch(long step, int lane, Batch batch) implements AutoCloseable {
    @Override
    public void close() {
        batch.close();
    }
}
