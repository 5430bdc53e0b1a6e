package org.sparkresnet.metrics;

import java.io.Closeable;
import java.io.IOException;

/**
 * Whoever wants to know how a run goes on. Called on the driver, by one thread at a time, in the order of the steps.
 *
 * <p>Each method throws {@link org.sparkresnet.config.InvalidInputException} where a person can end the trouble, such as
 * a full disk.
 */
public interface RunListener extends Closeable {
    /** Some steps of training are done. */
    void training(StepReport report) throws IOException;

    /** A pass over the validation data is done. */
    void validation(ValidationReport report) throws IOException;
}
