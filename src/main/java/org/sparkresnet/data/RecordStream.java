package org.sparkresnet.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.shard.FramedRecord;
import org.sparkresnet.shard.ShardReader;

/**
 * Reads ranges of records one after the other, in pieces of many records, into memory that is used again. The records at
 * hand are a block: some neighbors in the order of reading, which can be taken in any order.
 *
 * <p>A piece has {@code readAhead} bytes; only the last one of a range is shorter. So its end, as a rule, belongs to the
 * blocks that follow. Memory: the bytes of a block, two pieces, and one more for each range that the block spans.
 *
 * <p>For one thread. A shard stays open until a range of another one begins.
 */
final class RecordStream implements Closeable {
    private final ShardSet shards;
    private final Configuration hadoop;
    private final int readAhead;

    private final List<Place> block = new ArrayList<>();
    /** Those that the block lies in, and the one that is being cut into records; in the order of reading. */
    private final Deque<Piece> pieces = new ArrayDeque<>();
    /** Memory of pieces that are not needed any more. */
    private final Deque<byte[]> free = new ArrayDeque<>();

    private Iterator<RecordRange> ranges = List.<RecordRange>of().iterator();
    private RecordRange range;
    /** In the range; the next record that becomes part of a block. */
    private int nextRecord;
    /** In the shard: the first byte that is in no piece yet, and the end of the range. */
    private long unread;

    private long end;
    private ShardReader open;
    private int openShard = -1;

    /** @param readAhead bytes of a piece, at least 1 */
    RecordStream(ShardSet shards, Configuration hadoop, int readAhead) {
        this.shards = shards;
        this.hadoop = hadoop;
        this.readAhead = readAhead;
    }

    /** Forgets everything and begins with the first record of {@code coming}; reads nothing yet. */
    void enter(List<RecordRange> coming) {
        ranges = coming.iterator();
        range = null;
        block.clear();
        forget(pieces.size());
    }

    /**
     * Makes the next {@code size} records the block at hand.
     *
     * @throws UncheckedIOException if the file system fails; names the shard
     * @throws org.sparkresnet.config.InvalidInputException if a shard has vanished or ends too early
     */
    void advance(int size) {
        block.clear();
        forget(pieces.size() - 1);
        try {
            for (int i = 0; i < size; i++) {
                block.add(next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(shards.path(openShard) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A copy of record {@code i} of the block, which nobody has checked yet. */
    NumberedRecord take(int i) {
        Place place = block.get(i);
        byte[] bytes = new byte[place.length()];
        int copied = 0;
        Piece piece = place.piece();
        int from = place.from();
        while (copied < bytes.length) {
            int count = Math.min(bytes.length - copied, piece.length - from);
            System.arraycopy(piece.bytes, from, bytes, copied, count);
            copied += count;
            piece = piece.successor;
            from = 0;
        }
        String where = ShardReader.where(shards.path(place.shard()), place.index(), place.offset());
        return new NumberedRecord(shards.numberOf(place.shard(), place.index()), new FramedRecord(where, bytes));
    }

    /** Memory of all pieces, those that are free included, in bytes. */
    long memoryBytes() {
        return pieces.stream().mapToLong(piece -> piece.bytes.length).sum()
                + free.stream().mapToLong(memory -> memory.length).sum();
    }

    @Override
    public void close() throws IOException {
        ShardReader last = open;
        open = null;
        openShard = -1;
        if (last != null) {
            last.close();
        }
    }

    /** The place of the next record, all of which is in pieces then. */
    private Place next() throws IOException {
        if (range == null || nextRecord == range.to()) {
            begin(ranges.next());
        }
        long offset = open.offset(nextRecord);
        int length = (int) (open.offset(nextRecord + 1) - offset);
        if (pieces.isEmpty() || pieces.getLast().isUsed()) {
            readPiece();
        }
        Place place = new Place(openShard, nextRecord, offset, length, pieces.getLast(), pieces.getLast().used);
        int missing = length - pieces.getLast().use(length);
        while (missing > 0) {
            readPiece();
            missing -= pieces.getLast().use(missing);
        }
        nextRecord++;
        return place;
    }

    private void begin(RecordRange next) throws IOException {
        range = next;
        nextRecord = next.from();
        if (next.shard() != openShard) {
            close();
            openShard = next.shard();
            open = shards.open(next.shard(), hadoop);
        }
        unread = open.offset(next.from());
        end = open.offset(next.to());
    }

    private void readPiece() throws IOException {
        int length = (int) Math.min(readAhead, end - unread);
        Piece piece = new Piece(memory(length), length);
        open.read(unread, piece.bytes, length);
        unread += length;
        if (!pieces.isEmpty()) {
            pieces.getLast().successor = piece;
        }
        pieces.add(piece);
    }

    /** What is too small is given up, so that memory that was once free does not pile up. */
    private byte[] memory(int length) {
        byte[] memory = free.poll();
        return memory != null && memory.length >= length ? memory : new byte[length];
    }

    /** Gives the memory of the first {@code count} pieces free. */
    private void forget(int count) {
        for (int i = 0; i < count; i++) {
            free.add(pieces.remove().bytes);
        }
    }

    /** Where a record lies: in its shard, and in a piece and, if it does not end there, those behind it. */
    private record Place(int shard, int index, long offset, int length, Piece piece, int from) {}

    /** Bytes of a shard, cut into records from the beginning on. */
    private static final class Piece {
        private final byte[] bytes;
        private final int length;
        private int used;
        private Piece successor;

        Piece(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        boolean isUsed() {
            return used == length;
        }

        /** Cuts off up to {@code most} bytes and answers how many. */
        int use(int most) {
            int count = Math.min(most, length - used);
            used += count;
            return count;
        }
    }
}
