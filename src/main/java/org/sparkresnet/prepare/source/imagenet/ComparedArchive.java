package org.sparkresnet.prepare.source.imagenet;

/**
 * An archive of which every byte was read.
 *
 * @param path any Hadoop URI
 * @param expected MD5 that it ought to have, 32 hexadecimal digits in small letters
 * @param found MD5 that it has
 */
public record ComparedArchive(String path, String expected, String found) {

    /** Whether it is the archive that was expected. */
    public boolean isRight() {
        return found.equals(expected);
    }

    /** What to tell the person of one that is not right. */
    public String sentence() {
        return path + ": has MD5 " + found + ", expected " + expected
                + "; download it again, or set prepare.imagenet.check-archives=false if it is of your own making";
    }
}
