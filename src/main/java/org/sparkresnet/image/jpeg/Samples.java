package org.sparkresnet.image.jpeg;

/**
 * The rows of samples of one component that are being worked with: those of a few rows of MCUs, each new one in the place
 * of the oldest. The memory is used again and grows to the widest picture: four bytes per sample.
 */
final class Samples {
    private int[] values = {};
    private int stride;
    private int rows;
    private int height;
    private int firstColumn;
    private int width;

    /** Samples a side of a block. */
    private int size;

    /**
     * Begins a picture.
     *
     * @param newSize samples a side of a block: 8, 4, 2 or 1
     * @param firstBlock column of blocks that is kept first
     * @param blocks columns that are kept
     * @param newRows rows that are kept
     */
    void open(int newSize, int firstBlock, int blocks, int newRows) {
        size = newSize;
        stride = blocks * size;
        rows = newRows;
        firstColumn = firstBlock * size;
        if (values.length < stride * rows) {
            values = new int[stride * rows];
        }
    }

    /** How many samples of the component belong to the picture, up to the right and the lower edge. */
    void setPicture(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
    }

    int[] values() {
        return values;
    }

    /** From one row to the next. */
    int stride() {
        return stride;
    }

    int size() {
        return size;
    }

    /** Columns of the component that belong to the picture. */
    int width() {
        return width;
    }

    /** Where the samples of a row of blocks begin. */
    int rowStart(int blockRow) {
        return blockRow * size % rows * stride;
    }

    /** Where column {@code column} of row {@code row} lies; above and below the picture its edge is repeated. */
    int at(int row, int column) {
        int within = Math.max(0, Math.min(height - 1, row));
        return within % rows * stride + column - firstColumn;
    }
}
