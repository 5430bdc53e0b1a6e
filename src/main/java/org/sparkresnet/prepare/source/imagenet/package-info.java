/**
 * ImageNet (ILSVRC2012, classification) as it is downloaded: three archives, never unpacked.
 *
 * <p>{@link org.sparkresnet.prepare.source.imagenet.ImageNetLayout} is what others see, and {@link
 * org.sparkresnet.prepare.source.imagenet.ImageNetArchive} what is known of the archives. {@code Devkit} reads the
 * development kit: 1,860 synsets in {@code MetaMat}, of which those without children are the classes, and the ground truth
 * of the validation pictures in numbers that have nothing to do with the order of the wnids. {@code ClassArchive} finds an
 * archive for each class in that of the training set by reading a header of each; {@code ListClass} and {@code
 * ListValidation} are tasks that read the headers of the pictures. Pictures travel as byte ranges from there. {@code
 * ArchiveSums} compares whole archives with those that were published, which {@code prepare.verify} asks for too. Only this
 * package knows MAT-files.
 *
 * <p>Start reading at {@code ImageNetSource.check}.
 */
package org.sparkresnet.prepare.source.imagenet;
