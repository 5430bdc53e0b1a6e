package org.sparkresnet.prepare.source.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.picture.FileNames;
import org.sparkresnet.prepare.source.picture.PictureFile;

/**
 * The task that lists the pictures of a class without holding all their names.
 *
 * @param configuration of Hadoop
 */
record ListFiles(Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<ClassFolder, PictureFile> {

    @Override
    public Iterator<PictureFile> call(ClassFolder folder) throws IOException {
        return new Files(
                folder,
                FolderListing.entries(
                        new Path(folder.path()), configuration.value().value()));
    }

    /** The pictures among the entries of a folder. */
    private static final class Files implements Iterator<PictureFile> {
        private final ClassFolder folder;
        private final RemoteIterator<FileStatus> entries;
        private PictureFile next;

        Files(ClassFolder folder, RemoteIterator<FileStatus> entries) {
            this.folder = folder;
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null && entries.hasNext()) {
                    next = pictureOrNull(entries.next());
                }
                return next != null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public PictureFile next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the folder has no more pictures");
            }
            PictureFile file = next;
            next = null;
            return file;
        }

        private PictureFile pictureOrNull(FileStatus entry) {
            String name = entry.getPath().getName();
            boolean wanted = entry.isFile() && !FileNames.isHidden(name) && FileNames.isPicture(name);
            return wanted
                    ? new PictureFile(
                            folder.name() + "/" + name, folder.label(), folder.path() + "/" + name, entry.getLen())
                    : null;
        }
    }
}
