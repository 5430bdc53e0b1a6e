package org.sparkresnet.collective;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.network.sasl.SecretKeyHolder;
import org.apache.spark.network.util.MapConfigProvider;
import org.apache.spark.network.util.TransportConf;
import org.sparkresnet.config.InvalidInputException;

/** How Spark's network library is set up for the exchange; its module is called {@value #MODULE}. */
final class TransportSettings {
    /** Name of the module: settings are {@code spark.resnet.io.*}, threads {@code resnet-*}. */
    static final String MODULE = "resnet";

    /** Name under which the workers of one run prove that they know its secret. */
    static final String USER = "resnet-worker";

    private static final List<String> PASSED_ON =
            List.of("spark.network.", "spark.authenticate.", "spark." + MODULE + ".");

    private TransportSettings() {}

    /**
     * The settings of the application that concern the network, completed by what the exchange needs.
     *
     * @throws InvalidInputException if they ask for the cipher with which Spark loses messages
     */
    static TransportConf of(Map<String, String> sparkSettings, Duration timeout) {
        String seconds = Math.max(1, timeout.toSeconds()) + "s";
        Map<String, String> settings = new HashMap<>();
        settings.put("spark.resnet.io.serverThreads", "1");
        settings.put("spark.resnet.io.clientThreads", "1");
        // A worker may compute for minutes between two steps; our own timeout decides who is lost.
        settings.put("spark.resnet.io.connectionTimeout", seconds);
        settings.put("spark.resnet.io.connectionCreationTimeout", seconds);
        settings.put("spark.network.auth.rpcTimeout", Math.max(1, Math.min(30, timeout.toSeconds())) + "s");
        sparkSettings.forEach((key, value) -> {
            if (PASSED_ON.stream().anyMatch(key::startsWith)) {
                settings.put(key, value);
            }
        });
        settings.put("spark.resnet.io.numConnectionsPerPeer", "1");
        // Otherwise whoever sits in between could talk both sides out of the encryption that was asked for.
        settings.put("spark.network.crypto.saslFallback", "false");
        TransportConf conf = new TransportConf(MODULE, new MapConfigProvider(settings));
        requireUsableCipher(conf);
        return conf;
    }

    /** Spark 3.5.5's GcmTransportCipher drops every message of a connection but the first (SPARK-56227). */
    private static void requireUsableCipher(TransportConf conf) {
        if (conf.encryptionEnabled() && conf.cipherTransformation().contains("GCM")) {
            throw new InvalidInputException("spark.network.crypto.cipher = " + conf.cipherTransformation()
                    + ": Spark 3.5 loses messages with it (SPARK-56227); use AES/CTR/NoPadding");
        }
    }

    /** Knows one name and one secret. */
    static SecretKeyHolder holder(String secret) {
        return new SecretKeyHolder() {
            @Override
            public String getSaslUser(String user) {
                return USER;
            }

            @Override
            public String getSecretKey(String user) {
                return USER.equals(user) ? secret : null;
            }
        };
    }
}
