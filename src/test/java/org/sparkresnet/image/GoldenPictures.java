package org.sparkresnet.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The pictures that {@code src/test/python/golden_pictures.py} made with Pillow. */
public final class GoldenPictures {
    private GoldenPictures() {}

    /** One line of {@code decoded.txt}: what Pillow decodes a file to. */
    public record Decoded(String name, PictureShape shape, String sha256) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Decoded> decoded() {
        return lines("decoded.txt").stream()
                .map(word -> new Decoded(
                        word[0], new PictureShape(3, Integer.parseInt(word[1]), Integer.parseInt(word[2])), word[3]))
                .toList();
    }

    /** Lines of a text file, cut into words. */
    public static List<String[]> lines(String name) {
        return new String(file(name), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .toList();
    }

    /** The picture that the script calls FORMULA. */
    public static Picture formula(PictureShape shape) {
        byte[] pixels = new byte[shape.values()];
        int next = 0;
        for (int row = 0; row < shape.height(); row++) {
            for (int column = 0; column < shape.width(); column++) {
                for (int channel = 0; channel < shape.channels(); channel++) {
                    pixels[next++] = (byte) (3 * row * row + (7 + 4 * channel) * column + row * column / 5);
                }
            }
        }
        return new Picture(shape, pixels);
    }

    public static String sha256(Picture picture) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture.pixels()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] file(String name) {
        try (InputStream stream = GoldenPictures.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
