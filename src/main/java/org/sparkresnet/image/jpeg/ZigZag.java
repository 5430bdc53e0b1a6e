package org.sparkresnet.image.jpeg;

/** The order of coefficients in a file (T.81, figure A.6). */
final class ZigZag {
    /** {@code [64]}: place in the block, row by row, of each place in the file. Read only. */
    static final byte[] NATURAL = natural();

    private static final int SIDE = 8;

    private ZigZag() {}

    /** The last place in the file of those in the upper left corner of {@code side x side}. */
    static int lastWithin(int side) {
        int last = 0;
        for (int place = 0; place < NATURAL.length; place++) {
            if (NATURAL[place] / SIDE < side && NATURAL[place] % SIDE < side) {
                last = place;
            }
        }
        return last;
    }

    /** Along the diagonals from the upper left corner on, up and down in turn. */
    private static byte[] natural() {
        byte[] order = new byte[64];
        int place = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = 0; i <= diagonal; i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                int column = diagonal - row;
                if (row < 8 && column < 8) {
                    order[place] = (byte) (row * 8 + column);
                    place++;
                }
            }
        }
        return order;
    }
}
