package org.sparkresnet.data;

import java.io.Serializable;

/**
 * A record that could not be trained on, and whose place another one took.
 *
 * @param epoch in which it was met
 * @param number in the data set
 * @param sentence names it and says what is wrong with it
 */
public record BadRecord(long epoch, long number, String sentence) implements Serializable {}
