package org.sparkresnet.prepare.source.picture;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.sparkresnet.prepare.source.BadPicture;

/** What the inspection of a split has found: numbers, and as many names of bad pictures as can be of use. */
final class InspectionSummary implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long mostNamed;
    private final TreeSet<BadPicture> named = new TreeSet<>();
    private long good;
    private long bad;
    private String unread = "";

    /** @param mostNamed how many bad pictures are kept by name, the first in their order; at least 1 */
    InspectionSummary(long mostNamed) {
        this.mostNamed = mostNamed;
    }

    InspectionSummary add(Inspection inspection) {
        if (inspection instanceof Inspection.Good) {
            good++;
        } else if (inspection instanceof Inspection.Bad found) {
            bad++;
            keep(found.picture());
        } else if (inspection instanceof Inspection.Unread found) {
            unread = firstOf(unread, found.sentence());
        }
        return this;
    }

    /** Adds what another task has found. */
    InspectionSummary merge(InspectionSummary other) {
        good += other.good;
        bad += other.bad;
        other.named.forEach(this::keep);
        unread = firstOf(unread, other.unread);
        return this;
    }

    /** Number of pictures that can be decoded. */
    long good() {
        return good;
    }

    /** Number of those that cannot. */
    long bad() {
        return bad;
    }

    /** The first of the bad pictures, in the order of their names. */
    List<BadPicture> named() {
        return List.copyOf(named);
    }

    /** The sentence about a picture that cannot be read, if there is one; always the same, whatever the order of adding. */
    Optional<String> unread() {
        return Optional.of(unread).filter(sentence -> !sentence.isEmpty());
    }

    private void keep(BadPicture picture) {
        named.add(picture);
        if (named.size() > mostNamed) {
            named.pollLast();
        }
    }

    private static String firstOf(String left, String right) {
        return right.isEmpty() || !left.isEmpty() && left.compareTo(right) <= 0 ? left : right;
    }
}
