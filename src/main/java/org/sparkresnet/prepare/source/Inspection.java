package org.sparkresnet.prepare.source;

import java.io.Serializable;

/** What came of decoding a file that ought to be a picture. */
sealed interface Inspection extends Serializable {

    /** It is one. */
    record Good(PictureFile picture) implements Inspection {}

    /** It is none. */
    record Bad(BadPicture picture) implements Inspection {}

    /**
     * The file cannot be read, so nobody knows.
     *
     * @param sentence for the person
     */
    record Unread(String sentence) implements Inspection {}
}
