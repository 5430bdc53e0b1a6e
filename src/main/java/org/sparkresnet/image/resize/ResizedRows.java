package org.sparkresnet.image.resize;

import org.sparkresnet.image.UndecodableException;

/** A resized picture, made row by row when it is wanted. */
public interface ResizedRows {
    /**
     * Makes it, once.
     *
     * @throws UndecodableException if it is made of something where a file is damaged
     */
    void run(LevelRows output) throws UndecodableException;
}
