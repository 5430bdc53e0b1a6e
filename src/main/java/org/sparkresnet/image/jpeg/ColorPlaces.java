package org.sparkresnet.image.jpeg;

/**
 * Where the samples of a component lie: each stands for {@code across} columns and {@code down} rows of the picture.
 *
 * @param across 1 to 4
 * @param down 1 to 4
 */
public record ColorPlaces(int across, int down) {
    /** The pixels that a part of the component stands for. */
    Part inPicture(Part part) {
        return new Part(part.top() * down, part.left() * across, part.bottom() * down, part.right() * across);
    }
}
