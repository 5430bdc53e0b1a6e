/**
 * WebDataset: tar archives in which the files of one key, such as {@code 000017.jpg} and {@code 000017.cls}, stand beside
 * each other. Format: https://github.com/webdataset/webdataset.
 *
 * <p>{@link org.sparkresnet.prepare.source.webdataset.WebDatasetLayout} is what others see; it finds the archives by
 * patterns of names. {@code ListSamples} is a task that lists an archive by its headers and reads the labels, {@code
 * WebSample} says which files belong together. Pictures travel as byte ranges from there; what else a key has, such as
 * {@code .json}, is passed over.
 *
 * <p>Start reading at {@code WebDatasetSource.check}.
 */
package org.sparkresnet.prepare.source.webdataset;
