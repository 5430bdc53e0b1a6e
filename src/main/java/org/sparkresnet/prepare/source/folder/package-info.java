/**
 * Folders of pictures, one for each class, as torchvision's ImageFolder reads them.
 *
 * <p>{@link org.sparkresnet.prepare.source.folder.FolderLayout} is what others see. {@code FolderSplits} says which folders
 * are splits, {@code ClassTree} which are classes and whether both splits have the same, {@code ListFiles} lists the
 * pictures of a class in a Spark task, for there may be millions; what then becomes of them is the package {@code
 * picture}. Files that are no pictures by their names, and hidden ones, are passed over.
 *
 * <p>Start reading at {@code FolderSource.check}.
 */
package org.sparkresnet.prepare.source.folder;
