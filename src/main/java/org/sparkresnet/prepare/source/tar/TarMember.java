package org.sparkresnet.prepare.source.tar;

import java.io.Serializable;

/**
 * A file in an archive.
 *
 * @param name path within the archive, as it is written there; never used as a path
 * @param offset of its first byte in the file that holds the archive
 * @param length in bytes
 */
public record TarMember(String name, long offset, long length) implements Serializable {

    /** The last part of the name. */
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
