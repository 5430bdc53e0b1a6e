package org.sparkresnet.compute;

import java.io.Serializable;
import org.sparkresnet.config.Settings;

/**
 * How a replica computes.
 *
 * @param threads compute threads of each replica, at least 1
 */
public record ComputeSettings(Backend backend, int threads) implements Serializable {
    /** Reads {@code compute.backend} and {@code parallel.threads}. */
    public static ComputeSettings from(Settings settings) {
        return new ComputeSettings(
                settings.at("compute").choice("backend", Backend.class),
                settings.at("parallel").positiveInt("threads"));
    }
}
