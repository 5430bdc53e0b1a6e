package org.sparkresnet.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system as {@code watched:/path}. It counts what is read of shards, and can fail or never answer. */
public final class WatchedFileSystem extends RawLocalFileSystem {
    /** How reading goes. */
    enum Mood {
        SOUND,
        FAILING,
        HANGING
    }

    private final AtomicLong bytes = new AtomicLong();
    private final List<Integer> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger openStreams = new AtomicInteger();
    private volatile CountDownLatch hanging = new CountDownLatch(1);
    private volatile Mood mood = Mood.SOUND;

    /** A configuration that knows this file system; Hadoop shares one instance among all tests. */
    static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setClass("fs.watched.impl", WatchedFileSystem.class, FileSystem.class);
        return configuration;
    }

    /** The file system behind {@code configuration}. */
    static WatchedFileSystem of(Configuration configuration) throws IOException {
        return (WatchedFileSystem) FileSystem.get(URI.create("watched:///"), configuration);
    }

    /** Forgets what was before. */
    void reset(Mood next) {
        bytes.set(0);
        calls.clear();
        openStreams.set(0);
        hanging = new CountDownLatch(1);
        mood = next;
    }

    /** Bytes read of shards, indices not counted. */
    long bytes() {
        return bytes.get();
    }

    /** Bytes of each read of a shard, in order. */
    List<Integer> calls() {
        return List.copyOf(calls);
    }

    int openStreams() {
        return openStreams.get();
    }

    /** Waits for a reader that gets no answer. */
    void awaitHangingReader() throws InterruptedException {
        hanging.await();
    }

    @Override
    public URI getUri() {
        return URI.create("watched:///");
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        FSDataInputStream input = new FSDataInputStream(new Watched(super.open(file, bufferSize), file.getName()));
        openStreams.incrementAndGet();
        return input;
    }

    private void read(String file, int count) throws IOException {
        if (!file.endsWith(".tfrecord")) {
            return;
        }
        bytes.addAndGet(count);
        calls.add(count);
        if (mood == Mood.FAILING) {
            throw new IOException("the disk is gone");
        }
        if (mood == Mood.HANGING) {
            hanging.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
            }
        }
    }

    private final class Watched extends FSInputStream {
        private final FSDataInputStream input;
        private final String file;

        Watched(FSDataInputStream input, String file) {
            this.input = input;
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            WatchedFileSystem.this.read(file, 1);
            return input.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = input.read(target, offset, length);
            WatchedFileSystem.this.read(file, count);
            return count;
        }

        @Override
        public void seek(long position) throws IOException {
            input.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return input.getPos();
        }

        @Override
        public boolean seekToNewSource(long target) throws IOException {
            return input.seekToNewSource(target);
        }

        @Override
        public void close() throws IOException {
            openStreams.decrementAndGet();
            input.close();
        }
    }
}
