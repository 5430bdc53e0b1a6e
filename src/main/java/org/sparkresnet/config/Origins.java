package org.sparkresnet.config;

import com.typesafe.config.ConfigOrigin;

/** Says where a value was written. */
final class Origins {
    static final String COMMAND_LINE = "command line";

    private Origins() {}

    /** "conf/smoke.conf: 14" for a line of a recipe, "command line" for an override, "reference.conf: 9" for a default. */
    static String describe(ConfigOrigin origin) {
        String description = origin.description();
        if (description.contains("reference.conf")) {
            return "reference.conf: " + origin.lineNumber();
        }
        return description.startsWith(COMMAND_LINE) ? COMMAND_LINE : description;
    }
}
