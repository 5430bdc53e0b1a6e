package org.sparkresnet.shard;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** The picture of a record: its pixels, or the file that holds them. */
public sealed interface Content extends Serializable {

    /**
     * Pixels as they are.
     *
     * @param height rows, at least 1
     * @param width columns, at least 1
     * @param channels values per pixel, at least 1
     * @param pixels {@code [height, width, channels]}, unsigned 8 bit; not copied
     */
    record Raw(int height, int width, int channels, byte[] pixels) implements Content {
        public Raw {
            if (height < 1 || width < 1 || channels < 1) {
                throw new IllegalArgumentException(
                        "height, width and channels are " + height + ", " + width + ", " + channels + "; least is 1");
            }
            if ((long) height * width * channels != pixels.length) {
                throw new IllegalArgumentException(pixels.length + " bytes of pixels, expected " + height + " x "
                        + width + " x " + channels + " = " + (long) height * width * channels);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Raw that
                    && height == that.height
                    && width == that.width
                    && channels == that.channels
                    && Arrays.equals(pixels, that.pixels);
        }

        @Override
        public int hashCode() {
            return Objects.hash(height, width, channels, Arrays.hashCode(pixels));
        }
    }

    /**
     * A file such as a JPEG or PNG, byte for byte.
     *
     * @param bytes the file, at least one byte; not copied
     * @param entryPoints where a decoder can begin to read the file, if it is a JPEG and they are known; else empty; not
     *     copied
     */
    record Encoded(byte[] bytes, byte[] entryPoints) implements Content {
        /** Without entry points. */
        public Encoded(byte[] bytes) {
            this(bytes, new byte[0]);
        }

        public Encoded {
            if (bytes.length == 0) {
                throw new IllegalArgumentException("an encoded picture of 0 bytes");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Encoded that
                    && Arrays.equals(bytes, that.bytes)
                    && Arrays.equals(entryPoints, that.entryPoints);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
