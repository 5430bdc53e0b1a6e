package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/** One of the four places for Huffman tables of a kind; remembers the last table that was made in it. */
final class TableSlot {
    private final boolean isDc;
    private HuffmanTable table;
    private CoefficientTable coefficients;
    private boolean defined;

    TableSlot(boolean isDc) {
        this.isDc = isDc;
    }

    /** From here on no table is defined. */
    void forget() {
        defined = false;
    }

    /** Defines the table by the bytes [from, end) of {@code file}. */
    void define(byte[] file, int from, int end) throws DamagedJpegException {
        if (table == null || !table.isDefinedBy(file, from, end)) {
            table = new HuffmanTable(Arrays.copyOfRange(file, from, end));
            coefficients = null;
        }
        defined = true;
    }

    /** The table, for symbols of any meaning. */
    HuffmanTable table() throws DamagedJpegException {
        if (!defined) {
            throw new DamagedJpegException("damaged JPEG: a Huffman table is missing");
        }
        return table;
    }

    /** The table, for coefficients of sequential scans. */
    CoefficientTable coefficients() throws DamagedJpegException {
        HuffmanTable symbols = table();
        if (coefficients == null) {
            coefficients = new CoefficientTable(symbols, isDc);
        }
        return coefficients;
    }
}
