package org.sparkresnet.prepare;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Pictures cut out of real photographs; all of one photograph look alike. */
public final class PhotographCrops {
    private static final Path FOLDER = Path.of("src/test/resources/org/sparkresnet/prepare");

    private static final Map<String, BufferedImage> WHOLE = new ConcurrentHashMap<>();

    private PhotographCrops() {}

    /**
     * About a half of a photograph, encoded.
     *
     * @param photograph name of its file without the ending
     * @param format png or jpg
     */
    public static byte[] crop(String photograph, String format, long seed) throws IOException {
        BufferedImage whole = whole(photograph);
        Random random = new Random(seed);
        int width = whole.getWidth() / 2 + random.nextInt(whole.getWidth() / 4);
        int height = whole.getHeight() / 2 + random.nextInt(whole.getHeight() / 4);
        BufferedImage part = whole.getSubimage(
                random.nextInt(whole.getWidth() - width), random.nextInt(whole.getHeight() - height), width, height);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(part, format, bytes)) {
            throw new IOException("no writer of " + format);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage whole(String photograph) throws IOException {
        BufferedImage known = WHOLE.get(photograph);
        if (known == null) {
            known = ImageIO.read(FOLDER.resolve(photograph + ".jpg").toFile());
            WHOLE.put(photograph, known);
        }
        return known;
    }
}
