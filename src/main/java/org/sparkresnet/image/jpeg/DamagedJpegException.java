package org.sparkresnet.image.jpeg;

/** A file that is no sound JPEG, or of a kind that is not decoded. */
public final class DamagedJpegException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason without a full stop and without the file's name */
    DamagedJpegException(String reason) {
        super(reason);
    }
}
