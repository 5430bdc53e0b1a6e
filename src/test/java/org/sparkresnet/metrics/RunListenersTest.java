package org.sparkresnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunListenersTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void eachIsToldInOrder() throws IOException {
        try (RunListeners listeners = new RunListeners(List.of(new Notes("a", false), new Notes("b", false)))) {
            listeners.training(Reports.training(20));
            listeners.validation(Reports.validation(20));
        }
        assertThat(told).containsExactly("a train 20", "b train 20", "a val 20", "b val 20", "a close", "b close");
    }

    @Test
    void failureOfOneDoesNotSilenceTheNext() {
        RunListeners listeners =
                new RunListeners(List.of(new Notes("a", true), new Notes("b", false), new Notes("c", true)));
        assertThatThrownBy(() -> listeners.training(Reports.training(20)))
                .isInstanceOf(IOException.class)
                .hasMessage("a failed")
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().asString().contains("c failed"));
        assertThat(told).containsExactly("a train 20", "b train 20", "c train 20");
    }

    /** Writes down what it was told, then fails if it is one that fails. */
    private final class Notes implements RunListener {
        private final String name;
        private final boolean fails;

        Notes(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        @Override
        public void training(StepReport report) throws IOException {
            note("train " + report.step());
        }

        @Override
        public void validation(ValidationReport report) throws IOException {
            note("val " + report.step());
        }

        @Override
        public void close() throws IOException {
            note("close");
        }

        private void note(String what) throws IOException {
            told.add(name + " " + what);
            if (fails) {
                throw new IOException(name + " failed");
            }
        }
    }
}
