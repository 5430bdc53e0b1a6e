package org.sparkresnet.prepare;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sparkresnet.prepare.source.SplitName;

/**
 * The place of a record in an order of its data set: by hash, taken as an unsigned number, then by name.
 *
 * @param hash the first 8 bytes, big-endian, of the SHA-256 of a UTF-8 text
 * @param name of the record
 */
record OrderKey(long hash, String name) implements Comparable<OrderKey>, Serializable {

    /** In the order of the shards; the text is {@code seed/name}. */
    static OrderKey of(long seed, String name) {
        return hashed(seed + "/" + name, name);
    }

    /** In the order of which the first records are held out, unrelated to the other; the text is {@code hold-out/seed/name}. */
    static OrderKey ofHoldOut(long seed, String name) {
        return hashed(SplitName.HOLD_OUT + "/" + seed + "/" + name, name);
    }

    private static OrderKey hashed(String text, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new OrderKey(ByteBuffer.wrap(digest).getLong(), name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256, which its specification demands", e);
        }
    }

    @Override
    public int compareTo(OrderKey other) {
        int byHash = Long.compareUnsigned(hash, other.hash);
        return byHash != 0 ? byHash : name.compareTo(other.name);
    }
}
