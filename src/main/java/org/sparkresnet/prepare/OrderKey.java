package org.sparkresnet.prepare;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The place of a record in the order of its data set: by hash, taken as an unsigned number, then by name.
 *
 * @param hash the first 8 bytes, big-endian, of the SHA-256 of the UTF-8 text {@code seed/name}
 * @param name of the record
 */
record OrderKey(long hash, String name) implements Comparable<OrderKey>, Serializable {

    static OrderKey of(long seed, String name) {
        byte[] text = (seed + "/" + name).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
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
