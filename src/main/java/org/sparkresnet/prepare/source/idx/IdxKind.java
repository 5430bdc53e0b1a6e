package org.sparkresnet.prepare.source.idx;

/** The two kinds of IDX files that make up a split. Source: http://yann.lecun.com/exdb/mnist */
enum IdxKind {
    /** Count, rows, columns; then {@code [count, rows, columns]} unsigned bytes. */
    IMAGES("images", 0x00000803, 3),
    /** Count; then {@code [count]} unsigned bytes. */
    LABELS("labels", 0x00000801, 1);

    /** In names of files, and for people. */
    final String word;
    /** The first four bytes of a file, big-endian: two zeros, type 8 (unsigned byte), number of dimensions. */
    final int magic;

    final int dimensions;

    IdxKind(String word, int magic, int dimensions) {
        this.word = word;
        this.magic = magic;
        this.dimensions = dimensions;
    }

    /** Length of the header. */
    int headerBytes() {
        return Integer.BYTES * (1 + dimensions);
    }
}
