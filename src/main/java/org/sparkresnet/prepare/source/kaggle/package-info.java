/**
 * ImageNet as Kaggle's competition "imagenet-object-localization-challenge" hands it out: unpacked.
 *
 * <p>{@link org.sparkresnet.prepare.source.kaggle.KaggleLayout} is what others see. The training set is a folder per class,
 * which the package {@code folder} reads; the validation pictures lie in one folder, and {@code ValidationSolution} says of
 * which class each is; {@code SynsetMapping} names the classes. Records are named as those of the official archives, so the
 * shards are the same.
 *
 * <p>Start reading at {@code KaggleSource.check}.
 */
package org.sparkresnet.prepare.source.kaggle;
