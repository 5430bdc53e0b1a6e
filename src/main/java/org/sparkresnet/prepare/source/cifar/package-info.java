/**
 * CIFAR-10 and CIFAR-100 in their binary versions, as they are downloaded.
 *
 * <p>{@link org.sparkresnet.prepare.source.cifar.CifarLayout} is what others see. {@code CifarVersion} holds what is known
 * of the archives, {@code CifarSurvey} goes through one to its last byte before anything is written, {@code CifarStranger}
 * tells archives that people take for another, {@code CifarRecords} reads the records. A gzip stream can only be read from
 * its beginning, so one task reads and the shuffle spreads the pixels. Format: https://www.cs.toronto.edu/~kriz/cifar.html.
 *
 * <p>Start reading at {@code CifarSource.check}.
 */
package org.sparkresnet.prepare.source.cifar;
