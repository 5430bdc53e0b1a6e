package org.sparkresnet.image;

/**
 * Memory that a picture takes in a pipeline, in bytes, as {@link PipelineMemory} counts it. Each part is used again for
 * the same part of the next picture.
 *
 * @param columns for rows that are being worked with
 * @param pixels for coefficients or pixels of all of it
 * @param made for what transforms make of it
 */
record PictureMemory(long columns, long pixels, long made) {
    /** Of no picture. */
    static final PictureMemory NONE = new PictureMemory(0, 0, 0);

    /** All parts. */
    long bytes() {
        return columns + pixels + made;
    }

    /** With another part for what transforms make. */
    PictureMemory with(long newMade) {
        return new PictureMemory(columns, pixels, newMade);
    }

    /** What both take one after the other. */
    PictureMemory or(PictureMemory other) {
        return new PictureMemory(
                Math.max(columns, other.columns), Math.max(pixels, other.pixels), Math.max(made, other.made));
    }
}
