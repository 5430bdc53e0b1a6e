package org.sparkresnet.prepare.source.tar;

import java.io.Serializable;
import org.sparkresnet.prepare.source.picture.PicturePlace;

/**
 * An archive that is not compressed: a file, or a part of one, as in an archive of archives.
 *
 * @param file path, any Hadoop URI
 * @param member name of the archive within that file, for messages; empty if it is the whole file
 * @param offset of its first byte in the file, at least 0
 * @param length in bytes, at least 0
 */
public record TarArchive(String file, String member, long offset, long length) implements Serializable {
    public TarArchive {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(length + " bytes at " + offset);
        }
    }

    /**
     * A file.
     *
     * @param length in bytes
     */
    public static TarArchive of(String file, long length) {
        return new TarArchive(file, "", 0, length);
    }

    /** The member of this archive as an archive itself. */
    public TarArchive inner(TarMember inner) {
        return new TarArchive(file, inner.fileName(), inner.offset(), inner.length());
    }

    /** Where a member of this archive lies. */
    public PicturePlace place(TarMember inner) {
        return new PicturePlace(file, inner.offset());
    }

    /** What a message calls it. */
    @Override
    public String toString() {
        return member.isEmpty() ? file : member + " in " + file;
    }
}
