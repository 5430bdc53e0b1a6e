package org.sparkresnet.shard;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256, which its specification demands", e);
        }
    }

    /** Lower-case hexadecimal digits, two per byte. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
