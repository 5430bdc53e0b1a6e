package org.sparkresnet.image.file;

/**
 * Java heap that a picture takes on its way from its file to the network, in bytes. Each part is used again for the same
 * part of the next picture.
 *
 * @param columns for rows that are being worked with
 * @param pixels for coefficients or pixels of all of it
 * @param made for what transforms make of it
 */
public record PictureMemory(long columns, long pixels, long made) {
    /**
     * For each column of a JPEG: of up to ten blocks in a unit seven rows of samples and one of coefficients, four bytes
     * each; a few rows of colors at all stages; what resizing takes of them.
     */
    public static final long COLUMN = 3000;

    /** For each pixel of a PNG or BMP: as much as a JPEG of four components takes, of which three are outside of the heap. */
    public static final long WHOLE = 8;

    /** Of no picture. */
    public static final PictureMemory NONE = new PictureMemory(0, 0, 0);

    /** All parts. */
    public long bytes() {
        return columns + pixels + made;
    }

    /** With another part for what transforms make. */
    public PictureMemory with(long newMade) {
        return new PictureMemory(columns, pixels, newMade);
    }

    /** What both take one after the other. */
    public PictureMemory or(PictureMemory other) {
        return new PictureMemory(
                Math.max(columns, other.columns), Math.max(pixels, other.pixels), Math.max(made, other.made));
    }
}
