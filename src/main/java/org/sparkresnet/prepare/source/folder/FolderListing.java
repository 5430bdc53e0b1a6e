package org.sparkresnet.prepare.source.folder;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.CodePointOrder;
import org.sparkresnet.prepare.source.picture.FileNames;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * What lies directly in a folder; hidden files and folders do not count.
 *
 * @param folders names of its folders, sorted
 * @param pictures number of files that ought to be pictures
 * @param others number of other files
 */
record FolderListing(List<String> folders, long pictures, long others) implements Serializable {

    /**
     * Lists a folder without holding the names of its files.
     *
     * @throws InvalidInputException if it cannot be listed
     */
    static FolderListing of(Path folder, Configuration configuration) throws IOException {
        TreeSet<String> folders = new TreeSet<>(CodePointOrder.INSTANCE);
        long pictures = 0;
        long others = 0;
        RemoteIterator<FileStatus> entries = entries(folder, configuration);
        while (entries.hasNext()) {
            FileStatus entry = entries.next();
            String name = entry.getPath().getName();
            if (FileNames.isHidden(name)) {
                continue;
            }
            if (entry.isDirectory()) {
                folders.add(name);
            } else if (FileNames.isPicture(name)) {
                pictures++;
            } else {
                others++;
            }
        }
        return new FolderListing(List.copyOf(folders), pictures, others);
    }

    /**
     * @param folder that this is the list of
     * @param where for the message: "in this folder itself"
     * @throws InvalidInputException if there are pictures, which then belong to no class
     */
    void requireNoPictures(String folder, String where) {
        if (pictures > 0) {
            throw new InvalidInputException(folder + ": " + pictures
                    + (pictures == 1 ? " picture lies " : " pictures lie ") + where
                    + (pictures == 1 ? ", so it is" : ", so they are")
                    + " of no class; put each picture into the folder of its class");
        }
    }

    /** The entries of a folder in pieces, as the file system hands them out. */
    static RemoteIterator<FileStatus> entries(Path folder, Configuration configuration) throws IOException {
        try {
            return FileSystems.of(folder, configuration).listStatusIterator(folder);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(folder, e);
            throw e;
        }
    }
}
