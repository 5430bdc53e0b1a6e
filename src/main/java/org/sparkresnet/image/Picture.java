package org.sparkresnet.image;

/**
 * Pixels {@code [H, W, C]}, unsigned 8 bit, rows from the top.
 *
 * <p>Transforms make new pictures; nobody changes the pixels of one.
 */
public final class Picture {
    /**
     * Most values of one picture, rows x columns x 3: 256 MiB, the size at which Pillow begins to warn of decompression
     * bombs, and above the largest picture of ImageNet.
     */
    public static final int LARGEST_VALUES = 1 << 28;

    private final PictureShape shape;
    private final byte[] pixels;

    /** @param pixels {@code [H, W, C]}, as long as {@code shape} says; not copied */
    public Picture(PictureShape shape, byte[] pixels) {
        if (pixels.length != shape.values()) {
            throw new IllegalArgumentException(
                    "a picture of " + shape + " has " + shape.values() + " bytes, found " + pixels.length);
        }
        this.shape = shape;
        this.pixels = pixels;
    }

    /** Channels, height and width. */
    public PictureShape shape() {
        return shape;
    }

    /** The pixels themselves, {@code [H, W, C]}; read only. */
    public byte[] pixels() {
        return pixels;
    }

    /**
     * The window of {@code height x width} whose upper left corner lies at ({@code top}, {@code left}) of this picture;
     * whatever of it lies outside is zero.
     */
    public Picture window(int top, int left, int height, int width) {
        PictureShape windowShape = shape.resized(height, width);
        byte[] window = new byte[windowShape.values()];
        int channels = shape.channels();
        int firstColumn = Math.max(0, -left);
        int columns = Math.min(width, shape.width() - left) - firstColumn;
        int endRow = columns > 0 ? Math.min(height, shape.height() - top) : 0;
        for (int row = Math.max(0, -top); row < endRow; row++) {
            int from = ((top + row) * shape.width() + left + firstColumn) * channels;
            int to = (row * width + firstColumn) * channels;
            System.arraycopy(pixels, from, window, to, columns * channels);
        }
        return new Picture(windowShape, window);
    }

    /** The mirror image, left to right. */
    public Picture flipped() {
        byte[] flipped = new byte[pixels.length];
        int channels = shape.channels();
        int width = shape.width();
        for (int row = 0; row < shape.height(); row++) {
            for (int column = 0; column < width; column++) {
                int from = (row * width + column) * channels;
                int to = (row * width + width - 1 - column) * channels;
                System.arraycopy(pixels, from, flipped, to, channels);
            }
        }
        return new Picture(shape, flipped);
    }
}
