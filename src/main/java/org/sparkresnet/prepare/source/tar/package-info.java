/**
 * Archives in tar's format, read by what they hold and never unpacked.
 *
 * <p>{@link org.sparkresnet.prepare.source.tar.GzipTar} is a compressed one, a stream from its beginning to its end. {@link
 * org.sparkresnet.prepare.source.tar.TarListing} lists one that is not compressed, a file or a part of one, by its headers
 * alone, so that its members can be read as byte ranges of the file. Names
 * within archives are read as names and never used as paths. What goes wrong is a sentence about the archive. The package
 * knows nothing of what the files in an archive mean.
 */
package org.sparkresnet.prepare.source.tar;
