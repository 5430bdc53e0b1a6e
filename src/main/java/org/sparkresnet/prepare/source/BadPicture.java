package org.sparkresnet.prepare.source;

import java.io.Serializable;

/**
 * A file that ought to hold a picture and does not.
 *
 * @param name that its record would have
 * @param reason what is wrong with it
 */
public record BadPicture(String name, String reason) implements Serializable, Comparable<BadPicture> {

    /** By name, in the order of Unicode code points. */
    @Override
    public int compareTo(BadPicture other) {
        return CodePointOrder.INSTANCE.compare(name, other.name);
    }

    @Override
    public String toString() {
        return name + " (" + reason + ")";
    }
}
