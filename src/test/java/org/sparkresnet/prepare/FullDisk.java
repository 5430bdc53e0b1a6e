package org.sparkresnet.prepare;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** The local file system as {@code full:/path}, with room for two shards only. */
public final class FullDisk extends RawLocalFileSystem {
    static void addTo(Configuration configuration) {
        configuration.setClass("fs.full.impl", FullDisk.class, FullDisk.class);
    }

    @Override
    public URI getUri() {
        return URI.create("full:///");
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        if (file.getName().contains("part-00002")) {
            throw new IOException("No space left on device");
        }
        return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    }
}
