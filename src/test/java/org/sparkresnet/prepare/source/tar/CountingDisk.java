package org.sparkresnet.prepare.source.tar;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system as {@code counting:/path}, which counts what is asked of it. */
public final class CountingDisk extends RawLocalFileSystem {
    static final AtomicLong OPENED = new AtomicLong();
    static final AtomicLong READS = new AtomicLong();
    static final AtomicLong BYTES = new AtomicLong();

    @Override
    public URI getUri() {
        return URI.create("counting:///");
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        OPENED.incrementAndGet();
        FSDataInputStream plain = super.open(file, bufferSize);
        return new FSDataInputStream(new FSInputStream() {
            @Override
            public int read() throws IOException {
                READS.incrementAndGet();
                BYTES.incrementAndGet();
                return plain.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                READS.incrementAndGet();
                int read = plain.read(bytes, from, length);
                BYTES.addAndGet(Math.max(0, read));
                return read;
            }

            @Override
            public void seek(long position) throws IOException {
                plain.seek(position);
            }

            @Override
            public long getPos() throws IOException {
                return plain.getPos();
            }

            @Override
            public boolean seekToNewSource(long position) throws IOException {
                return plain.seekToNewSource(position);
            }

            @Override
            public void close() throws IOException {
                plain.close();
            }
        });
    }
}
