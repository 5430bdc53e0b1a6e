/**
 * Hadoop file systems as this program uses them.
 *
 * <p>{@link org.sparkresnet.storage.FileSystems} is the one place where a path becomes a file system; {@link
 * org.sparkresnet.storage.RunFolder} is the output folder of a run, in which a small file is replaced as a whole or not
 * at all, on local disks, HDFS and object stores alike. {@link org.sparkresnet.storage.StorageFailure} says what a failing
 * file system means to the person who named the place; {@link org.sparkresnet.storage.ClientPatience} keeps that from
 * taking minutes. The package knows nothing of what the files hold.
 */
package org.sparkresnet.storage;
