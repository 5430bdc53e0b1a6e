/**
 * Encoded pictures of any source, from where they lie to records.
 *
 * <p>A layout finds its pictures, as {@link org.sparkresnet.prepare.source.picture.EncodedPicture}s: files, parts of
 * archives, rows of tables. {@link org.sparkresnet.prepare.source.picture.ListedPictures} spreads them over tasks so that
 * neighbors are read one after the other; {@link org.sparkresnet.prepare.source.picture.PictureSet} has each decoded once,
 * counts the bad ones against {@code prepare.bad-share}, keeps sums of the pixels, and answers splits whose records are
 * read a second time where they are written. Nobody here knows layouts, and the driver sees numbers and names of bad
 * pictures.
 *
 * <p>Start reading at {@code PictureSet.inspect}.
 */
package org.sparkresnet.prepare.source.picture;
