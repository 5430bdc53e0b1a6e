package org.sparkresnet.checkpoint;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A real file system with the manners of an object store: {@code stubborn:///path} is the local path, but nothing can be
 * renamed over a file, appended to or flushed, and the disk is as small as a test wants.
 */
public final class StubbornFileSystem extends RawLocalFileSystem {
    /** Setting: bytes that fit into each file, unlimited if absent. */
    public static final String CAPACITY = "stubborn.capacity";

    /** A configuration that knows the scheme. */
    public static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs.stubborn.impl", StubbornFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        configuration.setBoolean("fs.stubborn.impl.disable.cache", true);
        return configuration;
    }

    /** A local path in this file system. */
    public static String uri(java.nio.file.Path path) {
        return "stubborn://" + path;
    }

    @Override
    public URI getUri() {
        return URI.create("stubborn:///");
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return !exists(to) && super.rename(from, to);
    }

    @Override
    public FSDataOutputStream append(Path file, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException("append");
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) {
        return false;
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        FSDataOutputStream whole = super.create(file, overwrite, bufferSize, replication, blockSize, progress);
        return new FSDataOutputStream(new SmallDisk(whole, getConf().getLong(CAPACITY, Long.MAX_VALUE)), null);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return create(file, overwrite, bufferSize, replication, blockSize, progress);
    }

    /** Takes so many bytes and no more. */
    private static final class SmallDisk extends FilterOutputStream {
        private long left;

        SmallDisk(OutputStream out, long capacity) {
            super(out);
            left = capacity;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > left) {
                throw new IOException("No space left on device");
            }
            left -= length;
            out.write(bytes, from, length);
        }
    }
}
