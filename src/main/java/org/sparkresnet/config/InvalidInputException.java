package org.sparkresnet.config;

/**
 * Something the person gave is wrong: a setting, a file, a folder, data.
 *
 * <p>The message is one clear sentence that names the key or the file, the value, and the remedy. It is all that the
 * person sees: the program ends with exit code 2 and prints no stack trace.
 */
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes the mistake known by its sentence. */
    public InvalidInputException(String sentence) {
        super(sentence);
    }

    /** Keeps the failure that revealed the mistake, for the debug log. */
    public InvalidInputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
