package org.sparkresnet.metrics;

import java.io.IOException;
import java.util.List;

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
        IOException first = null;
        for (RunListener listener : listeners) {
            try {
                telling.tell(listener);
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** One call to one listener. */
    private interface Telling {
        void tell(RunListener listener) throws IOException;
    }
}
