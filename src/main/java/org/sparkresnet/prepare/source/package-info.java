/**
 * Readers of the layouts in which people have their data: IDX files, the archives of CIFAR, folders of pictures.
 *
 * <p>A {@link org.sparkresnet.prepare.source.Source} looks at everything that the person gave, with Spark tasks, and
 * answers {@link org.sparkresnet.prepare.source.SourceSplit}s whose records are read later, when shards are written. What
 * must be read from its beginning travels through Spark's shuffle with its pixels; a picture in a file of its own is
 * decoded once, while it is checked, travels as its path and is read where it is written. The driver sees names of
 * folders and of bad files, and sums, never a picture. Names inside archives are never used as paths. The package does
 * not know where its records go.
 *
 * <p>Start at {@code Source.open}, then read {@code IdxSource}, the simplest; a new layout is one more {@code Source}.
 */
package org.sparkresnet.prepare.source;
