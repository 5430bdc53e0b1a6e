package org.sparkresnet.storage;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local files without Hadoop's {@code .crc} files, whose failures are {@link IOException}s.
 *
 * <p>Hadoop's own class throws {@link FSError}, which no {@code catch} for exceptions sees, when a read or a write fails;
 * a full disk would then end the program without cleaning up.
 */
final class LocalDisk extends RawLocalFileSystem {
    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        return new FSDataInputStream(new Reading(super.open(file, bufferSize)));
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path file, boolean append, FsPermission permission)
            throws IOException {
        return new Writing(super.createOutputStreamWithMode(file, append, permission));
    }

    private static IOException exception(FSError error) {
        return error.getCause() instanceof IOException cause ? cause : new IOException(error);
    }

    /** Below Hadoop's buffer. */
    private static final class Writing extends OutputStream implements Syncable, StreamCapabilities {
        private final OutputStream out;

        Writing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (FSError e) {
                throw exception(e);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void hflush() throws IOException {
            if (out instanceof Syncable syncable) {
                syncable.hflush();
            }
        }

        @Override
        public void hsync() throws IOException {
            if (out instanceof Syncable syncable) {
                syncable.hsync();
            }
        }

        @Override
        public boolean hasCapability(String capability) {
            return out instanceof Syncable
                    && out instanceof StreamCapabilities capable
                    && capable.hasCapability(capability);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Above Hadoop's buffer. */
    private static final class Reading extends FSInputStream {
        private final FSDataInputStream in;

        Reading(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (FSError e) {
                throw exception(e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return in.read(bytes, from, length);
            } catch (FSError e) {
                throw exception(e);
            }
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public boolean seekToNewSource(long position) throws IOException {
            return in.seekToNewSource(position);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
