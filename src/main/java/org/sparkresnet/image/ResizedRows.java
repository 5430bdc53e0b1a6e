package org.sparkresnet.image;

/** A resized picture, made row by row when it is wanted. */
interface ResizedRows {
    /**
     * Makes it, once.
     *
     * @throws UndecodableException if it is made of something where a file is damaged
     */
    void run(LevelRows output) throws UndecodableException;
}
