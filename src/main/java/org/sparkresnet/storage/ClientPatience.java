package org.sparkresnet.storage;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * How long Hadoop's client knocks at a server that does not answer.
 *
 * <p>Its own defaults (core-default.xml) make a wrong address a silence of 15 minutes: 45 more attempts of 20 s each. A
 * mistyped host shall be a sentence within seconds. A host that answers that nothing listens there is not asked again
 * anyway, unless {@code dfs.client.retry.policy.enabled} says so. Only the connection is bounded here; how long a server may take to
 * answer a call, and how long another name node of the same cluster is looked for, stays as Hadoop has it.
 */
public final class ClientPatience {
    private static final Map<String, String> BOUNDS = Map.of(
            // Milliseconds for one attempt.
            "ipc.client.connect.timeout", "5000",
            // Further attempts after such a timeout: 10 s in all.
            "ipc.client.connect.max.retries.on.timeouts", "1");

    private ClientPatience() {}

    /**
     * The settings that bound the waiting, by Hadoop's names, without those that the person's own site files set.
     *
     * @param site as Hadoop read it from the class path
     */
    public static Map<String, String> bounds(Configuration site) {
        Map<String, String> bounds = new TreeMap<>(BOUNDS);
        bounds.keySet().removeIf(name -> isSetByPerson(site, name));
        return bounds;
    }

    private static boolean isSetByPerson(Configuration site, String name) {
        String[] sources = site.getPropertySources(name);
        return sources != null && !sources[sources.length - 1].endsWith("-default.xml");
    }
}
