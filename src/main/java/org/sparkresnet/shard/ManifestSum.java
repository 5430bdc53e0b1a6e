package org.sparkresnet.shard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sparkresnet.config.InvalidInputException;

/** The checksum of a manifest's own bytes: one line as {@code sha256sum} writes it, so that its {@code -c} reads it. */
final class ManifestSum {
    private ManifestSum() {}

    /** What stands in the file beside a manifest. */
    static byte[] of(byte[] json) {
        String line = Sha256.hex(Sha256.digest().digest(json)) + "  " + ShardFormat.MANIFEST + "\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Compares a manifest with its checksum.
     *
     * @param json bytes of the manifest
     * @param sum bytes of the file beside it
     * @param file path of the manifest, for the message
     * @throws InvalidInputException if they do not belong together
     */
    static void require(byte[] json, byte[] sum, String file) {
        if (!Arrays.equals(of(json), sum)) {
            throw new InvalidInputException(file + ": its SHA-256 is not the one in " + ShardFormat.MANIFEST_SUM
                    + " beside it, so one of the two was damaged or changed; copy both again or run prepare again");
        }
    }
}
