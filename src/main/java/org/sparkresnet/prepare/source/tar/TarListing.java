package org.sparkresnet.prepare.source.tar;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.DamagedFile;
import org.sparkresnet.prepare.source.SourceFiles;

/**
 * Lists the files in an archive by its headers alone: one read of 512 bytes for each, whatever lies between. GNU's long
 * names, POSIX's prefixes and extended headers and sizes beyond 8 GB are commons-compress's work.
 */
public final class TarListing {
    private static final int RECORD_BYTES = 512;

    private TarListing() {}

    /**
     * The files in an archive, in their order; folders, links, devices and sparse files are passed over.
     *
     * @param files of the task that reads
     * @throws InvalidInputException if it is no such archive, or cut short
     */
    public static List<TarMember> of(TarArchive archive, SourceFiles files) {
        TarWindow window = new TarWindow(archive, files);
        try (TarFile tar = new TarFile(window, RECORD_BYTES, RECORD_BYTES, StandardCharsets.UTF_8.name(), false)) {
            List<TarArchiveEntry> entries = tar.getEntries();
            requireSound(archive, entries);
            return entries.stream()
                    .filter(TarListing::isPlain)
                    .map(entry ->
                            new TarMember(entry.getName(), archive.offset() + entry.getDataOffset(), entry.getSize()))
                    .toList();
        } catch (IOException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                throw noHeader(archive, window.position() - RECORD_BYTES);
            }
            // Failures of the file system that can be told are sentences already.
            throw DamagedFile.refusal(archive.toString(), e);
        }
    }

    /** The library stops at the first header that is cut short, as if the archive ended there, and compares no sums. */
    private static void requireSound(TarArchive archive, List<TarArchiveEntry> entries) throws EOFException {
        long end = 0;
        for (TarArchiveEntry entry : entries) {
            if (!entry.isCheckSumOK()) {
                throw noHeader(archive, entry.getDataOffset() - RECORD_BYTES);
            }
            end = entry.getDataOffset() + roundedUp(entry.getSize());
        }
        if (end + RECORD_BYTES > archive.length()) {
            throw new EOFException("ends at byte " + archive.length() + " without the mark that ends an archive");
        }
    }

    private static long roundedUp(long bytes) {
        return (bytes + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        boolean plain =
                kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM || kind == TarConstants.LF_CONTIG;
        return plain && !entry.isSparse() && !entry.getName().endsWith("/");
    }

    private static InvalidInputException noHeader(TarArchive archive, long place) {
        return new InvalidInputException(archive + ": no tar header at byte " + place
                + ", where one belongs; give a tar archive that is not compressed, as downloaded");
    }
}
