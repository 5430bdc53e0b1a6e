package org.sparkresnet.prepare.source;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sparkresnet.config.InvalidInputException;

/** A text file that names classes: line 1 names label 0. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * The names, without the blanks around them; empty lines at the end are none.
     *
     * @param text the file, UTF-8
     * @param file its name for messages
     * @param remedy what to do about a file without names
     * @throws InvalidInputException if there is no name, an empty one, or the same one twice
     */
    public static List<String> parse(byte[] text, String file, String remedy) {
        List<String> lines = new String(text, StandardCharsets.UTF_8)
                .stripTrailing()
                .lines()
                .map(String::strip)
                .toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty() || !seen.add(lines.get(i))) {
                throw new InvalidInputException(file + ": line " + (i + 1) + " is \"" + lines.get(i)
                        + "\", expected a name that no other class has; line 1 names label 0");
            }
        }
        if (lines.isEmpty()) {
            throw new InvalidInputException(file + ": names no class; " + remedy);
        }
        return lines;
    }
}
