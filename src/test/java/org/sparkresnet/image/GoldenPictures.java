package org.sparkresnet.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The pictures that {@code src/test/python/golden_pictures.py} made with Pillow. */
final class GoldenPictures {
    private GoldenPictures() {}

    /** One line of {@code decoded.txt}: what Pillow decodes a file to. */
    record Decoded(String name, PictureShape shape, String sha256) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Decoded> decoded() {
        return new String(file("decoded.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .map(word -> new Decoded(
                        word[0], new PictureShape(3, Integer.parseInt(word[1]), Integer.parseInt(word[2])), word[3]))
                .toList();
    }

    static byte[] file(String name) {
        try (InputStream stream = GoldenPictures.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
