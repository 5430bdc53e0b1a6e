package org.sparkresnet.shard;

/**
 * What one feature of a {@code tf.train.Example} holds.
 *
 * @param kind of its values
 * @param count number of values, for bytes and whole numbers; otherwise 0
 * @param offset of the first value within the message, for bytes; otherwise 0
 * @param length of the first value, for bytes; otherwise 0
 * @param number the first value, for whole numbers; otherwise 0
 */
public record ExampleFeature(Kind kind, int count, int offset, int length, long number) {

    /** The three lists that a feature can be; one that holds nothing is of no kind. */
    public enum Kind {
        /** Texts or bytes. */
        BYTES("bytes"),
        /** 32-bit floating point. */
        FLOAT("floats"),
        /** Whole numbers. */
        INT64("whole numbers"),
        /** Neither of these was set. */
        NONE("nothing");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For messages: "whole numbers". */
        public String words() {
            return words;
        }
    }
}
