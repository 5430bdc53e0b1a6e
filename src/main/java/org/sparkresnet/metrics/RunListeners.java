package org.sparkresnet.metrics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.config.InvalidInputException;

/** Several listeners as one. Each is told, even if one before it failed; the first failure is then passed on. */
public final class RunListeners implements RunListener {
    private final List<RunListener> listeners;

    /** Tells {@code listeners} in this order. */
    public RunListeners(List<? extends RunListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void training(StepReport report) throws IOException {
        each(listener -> listener.training(report));
    }

    @Override
    public void validation(ValidationReport report) throws IOException {
        each(listener -> listener.validation(report));
    }

    @Override
    public void close() throws IOException {
        each(RunListener::close);
    }

    private void each(Telling telling) throws IOException {
        List<Exception> failures = new ArrayList<>();
        for (RunListener listener : listeners) {
            try {
                telling.tell(listener);
            } catch (IOException | InvalidInputException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throwFirst(failures);
        }
    }

    private static void throwFirst(List<Exception> failures) throws IOException {
        Exception first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        if (first instanceof InvalidInputException mistake) {
            throw mistake;
        }
        throw (IOException) first;
    }

    /** One call to one listener. */
    private interface Telling {
        void tell(RunListener listener) throws IOException;
    }
}
