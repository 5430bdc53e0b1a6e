package org.sparkresnet.prepare.source.idx;

import java.io.Serializable;

/**
 * What is known of two files that fit together.
 *
 * @param pair the files
 * @param images header of the images
 * @param highestLabel of all labels
 */
record IdxFacts(IdxPair pair, IdxHeader images, int highestLabel) implements Serializable {}
