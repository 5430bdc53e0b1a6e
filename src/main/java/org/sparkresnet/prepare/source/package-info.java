/**
 * What a source of labeled pictures is, whatever its layout.
 *
 * <p>A {@link org.sparkresnet.prepare.source.SourceLayout}, the settings of one layout, opens a {@link
 * org.sparkresnet.prepare.source.Source}, which looks at everything that the person gave, with Spark tasks, and answers
 * {@link org.sparkresnet.prepare.source.SourceSplit}s whose {@link org.sparkresnet.prepare.source.SourceRecord}s are read
 * later, when shards are written. What must be read from its beginning travels through Spark's shuffle with its pixels;
 * what can be found again travels as its place. The driver sees names of folders and of bad files, and sums, never a
 * picture. The package also holds what the layouts share: {@link org.sparkresnet.prepare.source.SourcePlace looking at a
 * place}, {@link org.sparkresnet.prepare.source.Finding mistakes found in tasks}, {@link
 * org.sparkresnet.prepare.source.SourceFiles open files}, {@link org.sparkresnet.prepare.source.SplitFiles which file
 * belongs to which split}, {@link org.sparkresnet.prepare.source.NumberedClasses classes that are numbers}, {@link
 * org.sparkresnet.prepare.source.ClassSubset classes that are wanted}, sums of pixels.
 *
 * <p>Layouts are the packages below: {@code idx}, {@code cifar}, {@code folder}, {@code imagenet}, {@code kaggle}, {@code
 * webdataset}, {@code tfrecord}, {@code parquet}; encoded pictures of all layouts go through {@code picture}, archives through {@code tar}. A new layout is
 * one more package with one public {@code SourceLayout}, a constant and a case in {@code prepare.SourceFormat}, and its
 * block in {@code reference.conf}. No layout knows where its records go, nor another layout, but for {@code kaggle}, whose
 * training set is a tree of {@code folder}. Start at {@code idx.IdxSource}, the simplest.
 */
package org.sparkresnet.prepare.source;
