package org.sparkresnet.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the keys that were given but do not exist in {@code reference.conf}. */
final class KeyCheck {
    private final Config reference;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();
    private final List<String> unusable = new ArrayList<>();

    KeyCheck(Config reference, Problems problems) {
        this.reference = reference;
        this.problems = problems;
        collectKeys(reference.root(), List.of());
    }

    /** Records every unknown key; answers those that would hide a block of {@code reference.conf} behind a value. */
    List<String> check(Config given) {
        check(given.root(), List.of());
        return unusable;
    }

    private void check(ConfigObject given, List<String> path) {
        for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
            List<String> here = append(path, entry.getKey());
            String key = ConfigUtil.joinPath(here);
            String origin = " (" + Origins.describe(entry.getValue().origin()) + "): ";
            if (!reference.hasPathOrNull(key)) {
                problems.add(key + origin + Suggestion.unknown(key, known));
            } else if (isBlock(key) && entry.getValue() instanceof ConfigObject object) {
                check(object, here);
            } else if (isBlock(key)) {
                problems.add(key + origin + "a block of settings, not a value; set one of its keys, " + key + ".NAME");
                unusable.add(key);
            }
        }
    }

    private boolean isBlock(String key) {
        return !reference.getIsNull(key) && reference.getValue(key).valueType() == ConfigValueType.OBJECT;
    }

    /** Blocks count as names too: a misspelled block is reported as a whole. */
    private void collectKeys(ConfigObject object, List<String> path) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            List<String> here = append(path, entry.getKey());
            known.add(ConfigUtil.joinPath(here));
            if (entry.getValue() instanceof ConfigObject child) {
                collectKeys(child, here);
            }
        }
    }

    private static List<String> append(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
