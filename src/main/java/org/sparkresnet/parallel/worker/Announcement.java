package org.sparkresnet.parallel.worker;

/**
 * What a worker says of itself when workers meet.
 *
 * @param stateChecksum of parameters and momentum at the segment's first step, or {@link #NO_STATE}
 * @param floats length of the flat vector
 * @param platform processor, threads and native libraries: where they differ, bits may differ
 */
record Announcement(long stateChecksum, int floats, String platform) {
    static final long NO_STATE = -1;

    /** One line that {@link #parse} reads. */
    String line() {
        return stateChecksum + " " + floats + " " + platform;
    }

    static Announcement parse(String line) {
        String[] parts = line.split(" ", 3);
        return new Announcement(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }

    boolean hasState() {
        return stateChecksum != NO_STATE;
    }
}
