package org.sparkresnet.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found wrong so far, each thing once, in the order of finding. */
final class Problems {
    private final String source;
    private final Set<String> found = new LinkedHashSet<>();

    /** @param source what the settings came from, for the heading: "conf/smoke.conf and the command line" */
    Problems(String source) {
        this.source = source;
    }

    void add(String problem) {
        found.add(problem);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidSettingsException(source, List.copyOf(found));
        }
    }
}
