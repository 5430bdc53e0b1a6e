package org.sparkresnet.image.transform;

/**
 * torchvision's {@code adjust_brightness}, {@code adjust_contrast}, {@code adjust_saturation} and {@code adjust_hue} of
 * Pillow's pictures, bit for bit: single precision and truncation as in Pillow's {@code Blend.c} and {@code Convert.c}.
 */
final class ColorAdjustment {
    private static final int CHANNELS = 3;
    private static final int LARGEST = 255;

    private final byte[] pixels;
    private final int length;

    /**
     * @param pixels {@code [H, W, 3]}; are changed
     * @param length H x W x 3
     */
    ColorAdjustment(byte[] pixels, int length) {
        this.pixels = pixels;
        this.length = length;
    }

    /** A mix with black: {@code factor} 0 is black, 1 changes nothing. */
    void brightness(double factor) {
        for (int i = 0; i < length; i++) {
            pixels[i] = blend(0, pixels[i], (float) factor);
        }
    }

    /** A mix with the mean gray, rounded. */
    void contrast(double factor) {
        long sum = 0;
        for (int i = 0; i < length; i += CHANNELS) {
            sum += gray(i);
        }
        int mean = (int) ((double) sum / (length / CHANNELS) + 0.5);
        for (int i = 0; i < length; i++) {
            pixels[i] = blend(mean, pixels[i], (float) factor);
        }
    }

    /** A mix with each pixel's gray. */
    void saturation(double factor) {
        for (int i = 0; i < length; i += CHANNELS) {
            int gray = gray(i);
            for (int channel = 0; channel < CHANNELS; channel++) {
                pixels[i + channel] = blend(gray, pixels[i + channel], (float) factor);
            }
        }
    }

    /** Turns the hue, which takes 8 bits on the way, as saturation and value do. */
    void hue(double turn) {
        int shift = (int) (turn * LARGEST);
        for (int i = 0; i < length; i += CHANNELS) {
            int red = Byte.toUnsignedInt(pixels[i]);
            int green = Byte.toUnsignedInt(pixels[i + 1]);
            int blue = Byte.toUnsignedInt(pixels[i + 2]);
            int most = Math.max(red, Math.max(green, blue));
            int range = most - Math.min(red, Math.min(green, blue));
            if (range > 0) {
                int saturation = (int) ((float) range / most * 255.0);
                write(i, hue(red, green, blue, most, range) + shift & LARGEST, saturation, most);
            }
        }
    }

    private static int hue(int red, int green, int blue, int most, float range) {
        float redPart = (most - red) / range;
        float greenPart = (most - green) / range;
        float bluePart = (most - blue) / range;
        float hue;
        if (red == most) {
            hue = bluePart - greenPart;
        } else if (green == most) {
            hue = (float) (2.0 + redPart - bluePart);
        } else {
            hue = (float) (4.0 + greenPart - redPart);
        }
        return (int) ((float) ((hue / 6.0 + 1.0) % 1.0) * 255.0);
    }

    private void write(int at, int hue, int saturation, int value) {
        int sector = (int) Math.floor((float) hue * 6.0 / 255.0);
        float within = (float) ((float) hue * 6.0 / 255.0 - sector);
        float part = (float) (saturation / 255.0);
        int low = (int) Math.round(value * (1.0 - part));
        int falling = (int) Math.round(value * (1.0 - part * within));
        int rising = (int) Math.round(value * (1.0 - part * (1.0 - within)));
        switch (saturation == 0 ? -1 : sector % 6) {
            case 0 -> put(at, value, rising, low);
            case 1 -> put(at, falling, value, low);
            case 2 -> put(at, low, value, rising);
            case 3 -> put(at, low, falling, value);
            case 4 -> put(at, rising, low, value);
            case 5 -> put(at, value, low, falling);
            default -> put(at, value, value, value);
        }
    }

    private void put(int at, int red, int green, int blue) {
        pixels[at] = (byte) red;
        pixels[at + 1] = (byte) green;
        pixels[at + 2] = (byte) blue;
    }

    /** ITU-R BT.601, in fixed point as in Pillow's conversion to "L". */
    private int gray(int at) {
        return Byte.toUnsignedInt(pixels[at]) * 19_595
                        + Byte.toUnsignedInt(pixels[at + 1]) * 38_470
                        + Byte.toUnsignedInt(pixels[at + 2]) * 7_471
                        + 0x8000
                >> 16;
    }

    private static byte blend(int from, byte pixel, float factor) {
        float mixed = from + factor * (Byte.toUnsignedInt(pixel) - from);
        return (byte) (int) Math.max(0, Math.min(LARGEST, mixed));
    }
}
