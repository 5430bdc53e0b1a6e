package org.sparkresnet.compute.program;

/** What the calls of a training pass are told of their batch, besides the pictures; anew for every batch. */
final class BatchNotes {
    private int[] labels;
    private long chance;

    void write(int[] newLabels, long newChance) {
        labels = newLabels;
        chance = newChance;
    }

    /** Classes of the pictures. */
    int[] labels() {
        return labels;
    }

    /** Names what dropout draws. */
    long chance() {
        return chance;
    }
}
