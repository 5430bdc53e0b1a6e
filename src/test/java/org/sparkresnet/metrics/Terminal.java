package org.sparkresnet.metrics;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a person would see: understands new line, carriage return and "erase to the end of the line". */
final class Terminal {
    private static final String ERASE = "\u001b[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PrintStream stream() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** All rows; the last is the one with the cursor. */
    List<String> rows() {
        String text;
        synchronized (bytes) {
            text = bytes.toString(StandardCharsets.UTF_8);
        }
        List<String> rows = new ArrayList<>();
        for (String written : text.split("\n", -1)) {
            rows.add(row(written));
        }
        return rows;
    }

    private static String row(String written) {
        StringBuilder row = new StringBuilder();
        int column = 0;
        for (int i = 0; i < written.length(); i++) {
            if (written.startsWith(ERASE, i)) {
                row.setLength(column);
                i += ERASE.length() - 1;
            } else if (written.charAt(i) == '\r') {
                column = 0;
            } else if (column < row.length()) {
                row.setCharAt(column++, written.charAt(i));
            } else {
                row.append(written.charAt(i));
                column++;
            }
        }
        return row.toString();
    }
}
