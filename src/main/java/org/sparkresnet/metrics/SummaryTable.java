package org.sparkresnet.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/** A table of names and values for people, aligned, in the order in which rows were added. */
public final class SummaryTable {
    private final Map<String, String> rows = new LinkedHashMap<>();

    /**
     * Adds one row, or changes the value of the row of that name.
     *
     * @return this table
     */
    public SummaryTable row(String name, Object value) {
        rows.put(name, String.valueOf(value));
        return this;
    }

    /** One line per row; all values begin in the same column. */
    @Override
    public String toString() {
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        rows.forEach((name, value) -> text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
        return text.toString();
    }
}
