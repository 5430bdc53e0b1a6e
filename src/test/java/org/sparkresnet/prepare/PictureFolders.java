package org.sparkresnet.prepare;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of small pictures with random pixels. */
final class PictureFolders {
    private PictureFolders() {}

    /** {@code format} is png or jpg. */
    static byte[] picture(String format, int height, int width, long seed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(pixels(height, width, seed), format, bytes)) {
            throw new IOException("no writer of " + format);
        }
        return bytes.toByteArray();
    }

    /** The pixels of {@link #picture}, which PNG keeps as they are. */
    static BufferedImage pixels(int height, int width, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /**
     * Below {@code train} 4 of cat, 7 of dog and 1 of owl, below {@code val} 2 each; of many sizes, PNG and JPEG in turn.
     */
    static Path writeSource(Path source) throws IOException {
        writeClass(source.resolve("train/dog"), 7, 10);
        writeClass(source.resolve("train/cat"), 4, 20);
        writeClass(source.resolve("train/owl"), 1, 30);
        writeClass(source.resolve("val/owl"), 2, 40);
        writeClass(source.resolve("val/cat"), 2, 50);
        writeClass(source.resolve("val/dog"), 2, 60);
        return source;
    }

    private static void writeClass(Path folder, int count, int seed) throws IOException {
        for (int i = 0; i < count; i++) {
            boolean png = i % 2 == 0;
            write(
                    folder.resolve("picture-" + i + (png ? ".png" : ".JPEG")),
                    picture(png ? "png" : "jpg", 5 + i, 9 - i, seed + i));
        }
    }
}
