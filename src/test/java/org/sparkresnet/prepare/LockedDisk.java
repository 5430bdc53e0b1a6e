package org.sparkresnet.prepare;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/** The local file system as {@code locked:/path}, where nobody may read what has "secret" in its name. */
public final class LockedDisk extends RawLocalFileSystem {
    static void addTo(Configuration configuration) {
        configuration.setClass("fs.locked.impl", LockedDisk.class, LockedDisk.class);
    }

    @Override
    public URI getUri() {
        return URI.create("locked:///");
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        requireOpen(file);
        return super.open(file, bufferSize);
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        requireOpen(folder);
        return super.listStatus(folder);
    }

    private static void requireOpen(Path path) throws IOException {
        if (path.getName().contains("secret")) {
            throw new AccessControlException("read=" + path.getName());
        }
    }
}
