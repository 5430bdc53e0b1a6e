package org.sparkresnet.image;

/**
 * A file that holds no sound picture. Whoever knows the file's name decides what follows: a sentence for the person, or
 * a place in a list of files that are left out.
 */
public final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong with the file, without its name and without a full stop: "truncated JPEG" */
    public UndecodableException(String reason) {
        super(reason);
    }
}
