package org.sparkresnet.image.pipeline;

import java.util.concurrent.Semaphore;

/**
 * Java heap that the pipelines of one loader share for large pictures: as much as the largest picture takes, so that any
 * of them can be made, and several together only as far as there is room. Smaller ones take none of it.
 */
public final class DecodeRoom {
    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    /** @param bytes that all pictures in it take together at most */
    DecodeRoom(long bytes) {
        units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
        // In turn: a large picture must not wait as long as smaller ones find room beside each other.
        free = new Semaphore(units, true);
    }

    /**
     * Waits for room, to be given back with {@link #leave}.
     *
     * @param bytes that a picture takes; one that takes more than all waits for all
     * @throws IllegalStateException if the thread is interrupted, and stays so
     */
    void enter(long bytes) {
        try {
            free.acquire(units(bytes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for room for a large picture", e);
        }
    }

    void leave(long bytes) {
        free.release(units(bytes));
    }

    private int units(long bytes) {
        return (int) Math.min(units, bytes / UNIT + 1);
    }
}
