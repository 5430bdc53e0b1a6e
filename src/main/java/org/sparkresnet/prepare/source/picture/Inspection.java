package org.sparkresnet.prepare.source.picture;

import java.io.Serializable;
import org.sparkresnet.prepare.source.BadPicture;
import org.sparkresnet.prepare.source.PictureSums;

/** What came of decoding what ought to be a picture. */
sealed interface Inspection extends Serializable {

    /**
     * It is one.
     *
     * @param name that its record has
     * @param pixels its part of the statistics
     * @param checksum of its bytes
     */
    record Good(String name, PictureSums pixels, long checksum) implements Inspection {}

    /** It is none. */
    record Bad(BadPicture picture) implements Inspection {}

    /**
     * The picture cannot be read, so nobody knows.
     *
     * @param sentence for the person
     */
    record Unread(String sentence) implements Inspection {}
}
