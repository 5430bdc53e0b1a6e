package org.sparkresnet.checkpoint;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.regex.Pattern;

/**
 * What is known of one flat vector that was written: {@code NAME.f32}, float32, little-endian, nothing else in the file.
 *
 * @param name lower-case letters, digits and hyphens
 * @param floats how many, at least 0
 * @param sha256 of the bytes of the file, 64 lower-case hexadecimal digits
 */
public record VectorFile(String name, long floats, String sha256) implements Serializable {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Checks the forms. */
    public VectorFile {
        requireName(name);
        if (floats < 0 || !SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("vector " + name + " of " + floats + " floats with SHA-256 " + sha256);
        }
    }

    /**
     * The public fingerprint of a flat vector: the SHA-256 of its float32 little-endian bytes in hexadecimal.
     *
     * @param vector [position, limit) is read; the buffer itself stays as it is
     */
    public static String sha256(FloatBuffer vector) {
        return VectorStream.sha256(vector);
    }

    /** Size of the file. */
    public long bytes() {
        return floats * Float.BYTES;
    }

    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("vector name " + name + " has other characters than a-z, 0-9 and -");
        }
        return name;
    }

    /** Name of the file in the folder of its checkpoint. */
    static String fileName(String name) {
        return requireName(name) + ".f32";
    }
}
