package org.sparkresnet.image.resize;

import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;

/**
 * Bilinear resizing as its definition says, slowly: every pixel of every row from its own weights, the second axis as
 * the first one of the picture laid on its side.
 */
public final class PlainResize {
    private PlainResize() {}

    public static Picture resize(Picture picture, int height, int width) {
        return transposed(alongRows(transposed(alongRows(picture, width)), height));
    }

    private static Picture alongRows(Picture picture, int width) {
        PictureShape before = picture.shape();
        PictureShape after = before.resized(before.height(), width);
        byte[] pixels = new byte[after.values()];
        int next = 0;
        for (int row = 0; row < after.height(); row++) {
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < after.channels(); channel++) {
                    pixels[next++] = (byte) pixel(picture, row, channel, column, width);
                }
            }
        }
        return new Picture(after, pixels);
    }

    /** Weights fall in a straight line from the pixel's center; each is rounded to 22 bits behind the point. */
    private static long pixel(Picture picture, int row, int channel, int column, int width) {
        int length = picture.shape().width();
        double scale = (double) length / width;
        double reach = scale < 1 ? 1 : scale;
        double center = (column + 0.5) * scale;
        int first = Math.max(0, (int) (center - reach + 0.5));
        int end = Math.min(length, (int) (center + reach + 0.5));
        double total = 0;
        for (int i = first; i < end; i++) {
            total += weight(i, center, reach);
        }
        long sum = 1L << 21;
        for (int i = first; i < end; i++) {
            long fixed = (long) (weight(i, center, reach) / total * (1 << 22) + 0.5);
            sum += fixed * at(picture, row, i, channel);
        }
        return Math.min(255, sum >> 22);
    }

    private static double weight(int pixel, double center, double reach) {
        double distance = Math.abs(pixel - center + 0.5) * (1.0 / reach);
        return distance < 1 ? 1 - distance : 0;
    }

    private static Picture transposed(Picture picture) {
        PictureShape before = picture.shape();
        PictureShape after = before.resized(before.width(), before.height());
        byte[] pixels = new byte[after.values()];
        int next = 0;
        for (int row = 0; row < after.height(); row++) {
            for (int column = 0; column < after.width(); column++) {
                for (int channel = 0; channel < after.channels(); channel++) {
                    pixels[next++] = (byte) at(picture, column, row, channel);
                }
            }
        }
        return new Picture(after, pixels);
    }

    private static int at(Picture picture, int row, int column, int channel) {
        PictureShape shape = picture.shape();
        return Byte.toUnsignedInt(picture.pixels()[(row * shape.width() + column) * shape.channels() + channel]);
    }
}
