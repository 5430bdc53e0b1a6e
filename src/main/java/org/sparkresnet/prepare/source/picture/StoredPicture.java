package org.sparkresnet.prepare.source.picture;

/** A picture that lies in a file system and travels as its place there. */
public sealed interface StoredPicture extends EncodedPicture permits PictureFile, PictureRange {

    /** Where it lies, for reading pictures in the order in which they lie. */
    PicturePlace place();
}
