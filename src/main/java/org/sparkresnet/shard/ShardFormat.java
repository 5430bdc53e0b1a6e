package org.sparkresnet.shard;

/**
 * Names and sizes of the format, in one place.
 *
 * <p>A framed record is: length of the payload (8 bytes, little-endian), masked CRC32C of those 8 bytes (4), payload,
 * masked CRC32C of the payload (4). Source: tensorflow/core/lib/io/record_writer.h.
 */
final class ShardFormat {
    /** What this program writes, and the newest that it reads. */
    static final int VERSION = 1;

    static final String MANIFEST = "manifest.json";
    /** Beside the manifest, in the form of {@code sha256sum}; folders that were made before there was one lack it. */
    static final String MANIFEST_SUM = MANIFEST + ".sha256";

    static final String INDEX_SUFFIX = ".idx";

    static final int LENGTH_BYTES = Long.BYTES;
    static final int CHECKSUM_BYTES = Integer.BYTES;
    /** What the framing adds to a payload. */
    static final int FRAME_BYTES = LENGTH_BYTES + CHECKSUM_BYTES + CHECKSUM_BYTES;

    static final String HEIGHT = "image/height";
    static final String WIDTH = "image/width";
    static final String CHANNELS = "image/channels";
    static final String RAW = "image/raw";
    static final String ENCODED = "image/encoded";
    /** Where a decoder can begin to read {@link #ENCODED}; ours alone, and no reader needs it. */
    static final String ENTRY_POINTS = "image/encoded/entry-points";

    static final String LABEL = "image/class/label";
    static final String CLASS_NAME = "image/class/text";
    static final String RECORD_NAME = "image/filename";

    private ShardFormat() {}
}
