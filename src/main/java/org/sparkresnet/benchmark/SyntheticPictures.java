package org.sparkresnet.benchmark;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * Pictures of waves and grain that cost about as much to decode as photographs of their size; names of {@code
 * benchmark.pictures}.
 */
enum SyntheticPictures {
    /** CIFAR's, pixels as they are. */
    RAW_32X32(32, 32, 4096),
    /** The usual size of an ImageNet file; JPEG of quality 90, chroma at half the resolution. */
    JPEG_500X375(500, 375, 48),
    /** Photographs as the web has them. */
    JPEG_1024X768(1024, 768, 16);

    private static final int CHANNELS = 3;
    private static final float QUALITY = 0.9f;
    private static final int WAVES = 6;
    /** Levels of grain, which make a JPEG as large as a photograph's: 0.3 to 0.5 bytes per pixel. */
    private static final double GRAIN = 12;

    private final int width;
    private final int height;
    private final int count;

    SyntheticPictures(int width, int height, int count) {
        this.width = width;
        this.height = height;
        this.count = count;
    }

    /** As settings name it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All pictures; they are a function of {@code seed}. */
    List<ShardRecord> records(long seed) {
        List<ShardRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NamedRandom random = NamedRandom.of(seed, "synthetic picture", width, height, i);
            byte[] pixels = pixels(random);
            Content content = this == RAW_32X32
                    ? new Content.Raw(height, width, CHANNELS, pixels)
                    : new Content.Encoded(jpeg(pixels));
            records.add(new ShardRecord("%s-%03d.jpg".formatted(title(), i), 0, content));
        }
        return records;
    }

    /** {@code [H, W, 3]}: a sum of waves of different lengths and directions, and grain. */
    private byte[] pixels(NamedRandom random) {
        double[] waves = new double[WAVES * CHANNELS];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = random.nextDouble() * (i % CHANNELS == 2 ? 2 * Math.PI : 0.15);
        }
        byte[] pixels = new byte[height * width * CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / CHANNELS / width;
            int column = i / CHANNELS % width;
            double level = 128 + GRAIN * (random.nextDouble() - 0.5) * 2;
            for (int wave = 0; wave < WAVES; wave++) {
                double phase = waves[CHANNELS * wave] * row + waves[CHANNELS * wave + 1] * column;
                level += 100.0 / WAVES * Math.sin(phase + waves[CHANNELS * wave + 2] * (1 + i % CHANNELS));
            }
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
        }
        return pixels;
    }

    private byte[] jpeg(byte[] pixels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(pixels, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, pixels.length);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory could not be encoded", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
