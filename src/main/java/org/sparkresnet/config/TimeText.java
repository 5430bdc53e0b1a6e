package org.sparkresnet.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as a person writes them.
 *
 * <p>Not the library's own reading: it takes a number without a unit for milliseconds and does not know {@code min}.
 */
final class TimeText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|min|h)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "min", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private TimeText() {}

    static Duration parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a time with a unit; give a time such as 30s or 10min");
        }
        Duration time = Duration.of(Long.parseLong(parts.group(1)), UNITS.get(parts.group(2)));
        if (time.isZero()) {
            throw new IllegalArgumentException("not above 0; give a time such as 30s or 10min");
        }
        return time;
    }
}
