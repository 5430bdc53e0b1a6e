package org.sparkresnet.prepare.source.tfrecord;

/**
 * The picture of one example.
 *
 * @param label index of the class, counted from 0
 * @param offset of its first byte within the record
 * @param length in bytes
 */
record FoundPicture(int label, int offset, int length) {}
