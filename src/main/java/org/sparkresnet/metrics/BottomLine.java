package org.sparkresnet.metrics;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The last line of a terminal, which holds the progress bar while other lines scroll by above it.
 *
 * <p>The bar is drawn by a thread of its library; this object's lock keeps its drawing apart from our lines.
 */
final class BottomLine implements ProgressBarConsumer {
    /** Fits every terminal; a line that wraps could not be erased. */
    private static final int COLUMNS = 79;

    /** ECMA-48: erase from the cursor to the end of the line. */
    private static final String ERASE = "\u001b[K";

    private final PrintStream out;
    private String shown = "";
    private boolean closed;

    BottomLine(PrintStream out) {
        this.out = out;
    }

    @Override
    public int getMaxRenderedLength() {
        return COLUMNS;
    }

    @Override
    public synchronized void accept(String bar) {
        if (!closed) {
            shown = bar;
            print("\r" + bar + ERASE);
        }
    }

    synchronized void printAbove(String line) {
        print("\r" + ERASE + line + "\n" + shown);
    }

    @Override
    public synchronized void clear() {
        accept("");
    }

    /** Takes the bar away for good: its thread may draw once more. The stream belongs to whoever opened it. */
    @Override
    public synchronized void close() {
        clear();
        closed = true;
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
