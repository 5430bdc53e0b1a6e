/**
 * Folders of IDX files: MNIST, Fashion-MNIST and what others made in their form.
 *
 * <p>{@link org.sparkresnet.prepare.source.idx.IdxLayout} is what others see. {@code IdxListing} finds the pairs of files by
 * their names, {@code IdxCheck} goes through each pair in a task of Spark and compares headers, lengths and labels, {@code
 * IdxRecords} reads a range of records later. A compressed file can only be read from its beginning, by one task; plain
 * ones are read in ranges. Format: http://yann.lecun.com/exdb/mnist, at its end.
 *
 * <p>Start reading at {@code IdxSource.check}; it is the simplest source.
 */
package org.sparkresnet.prepare.source.idx;
