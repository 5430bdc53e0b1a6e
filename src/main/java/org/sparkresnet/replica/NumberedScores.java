package org.sparkresnet.replica;

import java.io.Serializable;

/**
 * The scores of one validation batch.
 *
 * @param batch its number, counted from 0 through the data set, so that sums over workers can be taken in one order
 */
public record NumberedScores(long batch, Scores scores) implements Serializable {}
