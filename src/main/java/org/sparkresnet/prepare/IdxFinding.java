package org.sparkresnet.prepare;

import java.io.Serializable;

/** What a task found in a pair of files. A mistake is an answer, not a failure, so that Spark does not try again. */
sealed interface IdxFinding extends Serializable {

    /**
     * The files fit together.
     *
     * @param pair the files
     * @param images header of the images
     * @param highestLabel of all labels
     */
    record Sound(IdxPair pair, IdxHeader images, int highestLabel) implements IdxFinding {}

    /**
     * They do not.
     *
     * @param sentence for the person
     */
    record Wrong(String sentence) implements IdxFinding {}
}
