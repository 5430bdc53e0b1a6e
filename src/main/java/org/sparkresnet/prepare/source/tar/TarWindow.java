package org.sparkresnet.prepare.source.tar;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.sparkresnet.prepare.source.SourceFiles;

/** An archive in a Hadoop file system as the channel that the library of archives reads headers from. */
final class TarWindow implements SeekableByteChannel {
    private final TarArchive archive;
    private final SourceFiles files;
    private long position;

    TarWindow(TarArchive archive, SourceFiles files) {
        this.archive = archive;
        this.files = files;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int length = (int) Math.min(target.remaining(), archive.length() - position);
        if (length <= 0) {
            return -1;
        }
        target.put(files.spot(archive.file(), archive.offset() + position, length));
        position += length;
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    /** @throws EOFException if that lies beyond the end: a header promised what is not there */
    @Override
    public SeekableByteChannel position(long place) throws EOFException {
        if (place > archive.length()) {
            throw new EOFException(
                    "a header in it tells of data up to byte " + place + ", it ends at byte " + archive.length());
        }
        position = place;
        return this;
    }

    @Override
    public long size() {
        return archive.length();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** The file belongs to the task. */
    @Override
    public void close() {}

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
