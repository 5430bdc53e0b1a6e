package org.sparkresnet.replica;

import java.io.Serializable;

/** The scores of validation batch number {@code batch}, counted from 0 through the data set. */
public record NumberedScores(long batch, Scores scores) implements Serializable {}
