package org.sparkresnet.config;

import java.util.List;

/** All that is wrong with the settings of one command, so that a person mends them in one go. */
public final class InvalidSettingsException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidSettingsException(String source, List<String> problems) {
        super(describe(source, problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order in which they were found, each of the form {@code key = value (origin): what; remedy}. */
    public List<String> problems() {
        return problems;
    }

    private static String describe(String source, List<String> problems) {
        StringBuilder text = new StringBuilder();
        text.append(problems.size() == 1 ? "1 problem in " : problems.size() + " problems in ")
                .append(source)
                .append(':');
        for (int i = 0; i < problems.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(problems.get(i));
        }
        return text.toString();
    }
}
