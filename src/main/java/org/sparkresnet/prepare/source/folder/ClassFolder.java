package org.sparkresnet.prepare.source.folder;

import java.io.Serializable;

/**
 * A folder whose pictures are those of one class.
 *
 * @param split path of the folder of the split, any Hadoop URI
 * @param name of the class: path of its folder below that of the split
 * @param label index of the class, counted from 0
 */
record ClassFolder(String split, String name, int label) implements Serializable {

    /** Path of the folder. */
    String path() {
        return split + "/" + name;
    }
}
