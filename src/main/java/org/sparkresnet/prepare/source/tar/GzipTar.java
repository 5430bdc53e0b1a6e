package org.sparkresnet.prepare.source.tar;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.DamagedFile;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/** A {@code .tar.gz} archive, read from its beginning to its end as a stream; names within it are never used as paths. */
public final class GzipTar implements Closeable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int HEAD_BYTES = 512;
    /** RFC 1952. */
    private static final String GZIP_MAGIC = "\u001f\u008b";
    /** Place of the word "ustar" in the header of a tar archive. */
    private static final int TAR_MAGIC_PLACE = 257;

    private final InputStream uncompressed;
    private final TarArchiveInputStream members;

    private GzipTar(InputStream uncompressed) {
        this.uncompressed = uncompressed;
        this.members = new TarArchiveInputStream(uncompressed);
    }

    /**
     * Opens an archive, reads it, closes it, and turns what goes wrong into the sentence for the person.
     *
     * @param file any Hadoop URI
     * @throws InvalidInputException if it is no such archive, or damaged, or the file system fails
     */
    public static <T> T look(String file, Configuration configuration, Look<T> look) {
        try (GzipTar archive = open(file, configuration)) {
            return look.at(archive);
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    /** @throws InvalidInputException if it is another kind of file */
    public static GzipTar open(String file, Configuration configuration) throws IOException {
        Path path = new Path(file);
        InputStream stored = FileSystems.of(path, configuration).open(path, BUFFER_BYTES);
        try {
            BufferedInputStream buffered = new BufferedInputStream(stored, BUFFER_BYTES);
            buffered.mark(HEAD_BYTES);
            requireGzip(buffered.readNBytes(HEAD_BYTES), file);
            buffered.reset();
            return new GzipTar(new GZIPInputStream(buffered, BUFFER_BYTES));
        } catch (IOException | InvalidInputException e) {
            stored.close();
            throw e;
        }
    }

    /** The sentence for a failure while an archive was read. */
    private static InvalidInputException refusal(String file, IOException failure) {
        return StorageFailure.of(failure) == StorageFailure.OTHER
                ? DamagedFile.refusal(file, failure)
                : StorageFailure.refusal(file, failure);
    }

    /** The next file in the archive, with its path there; folders and links are passed over. Empty at the end. */
    public Optional<TarArchiveEntry> next() throws IOException {
        TarArchiveEntry entry = header();
        while (entry != null && (!entry.isFile() || entry.isLink() || entry.isSymbolicLink())) {
            entry = header();
        }
        return Optional.ofNullable(entry);
    }

    private TarArchiveEntry header() throws IOException {
        try {
            TarArchiveEntry entry = members.getNextTarEntry();
            if (entry != null && !entry.isCheckSumOK()) {
                throw new IOException("no tar header where one belongs");
            }
            return entry;
        } catch (IOException e) {
            if (e.getCause() instanceof IllegalArgumentException unreadable) {
                // Not as the cause: it would be taken for an address that makes no sense.
                throw new IOException("no tar header where one belongs: " + unreadable.getMessage());
            }
            throw e;
        }
    }

    /** The bytes of the file that {@link #next} has answered. */
    public InputStream content() {
        return members;
    }

    /** Reads what follows the last file, so that the checksum of the whole is compared. */
    public void finish() throws IOException {
        uncompressed.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        members.close();
    }

    private static void requireGzip(byte[] head, String file) {
        if (!begins(head, 0, GZIP_MAGIC)) {
            throw new InvalidInputException(file + ": " + kind(head) + ", no .tar.gz; give the archive as downloaded");
        }
    }

    private static String kind(byte[] head) {
        if (head.length == 0) {
            return "an empty file";
        } else if (begins(head, 0, "PK")) {
            return "a zip archive";
        } else if (begins(head, 0, "BZh")) {
            return "compressed by bzip2";
        } else if (begins(head, TAR_MAGIC_PLACE, "ustar")) {
            return "a plain tar archive, not compressed";
        }
        return "neither gzip nor tar";
    }

    private static boolean begins(byte[] head, int place, String magic) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(magic, place);
    }

    /** What is to be learned from an archive. */
    public interface Look<T> {
        /** Reads it. */
        T at(GzipTar archive) throws IOException;
    }
}
