package org.sparkresnet.prepare.source.cifar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.ClassNames;
import org.sparkresnet.prepare.source.FirstFew;

/** What has been seen of an archive of CIFAR so far. Files count by the last part of their path in the archive. */
final class CifarSurvey {
    /** Far more than the names of 100 classes take. */
    private static final int MOST_NAME_BYTES = 1 << 20;

    private final CifarVersion version;
    private final String archive;
    private final TreeSet<String> seen = new TreeSet<>();
    private final Map<String, Long> records = new TreeMap<>();
    private final Map<String, HighestLabel> labels = new TreeMap<>();
    private List<String> classNames = List.of();

    CifarSurvey(CifarVersion version, String archive) {
        this.version = version;
        this.archive = archive;
    }

    /** The last part of a path within an archive. */
    static String fileName(TarArchiveEntry member) {
        return member.getName().substring(member.getName().lastIndexOf('/') + 1);
    }

    /** @throws InvalidInputException if the file cannot belong to a sound archive */
    void add(TarArchiveEntry member, InputStream content) throws IOException {
        String file = fileName(member);
        seen.add(member.getName());
        if (version.holdsRecords(file)) {
            addRecords(file, member.getSize(), content);
        } else if (version.namesFile.equals(file)) {
            classNames = ClassNames.parse(
                    content.readNBytes(MOST_NAME_BYTES), file + " in " + archive, "give the archive as downloaded");
        }
    }

    /**
     * What the archive holds.
     *
     * @throws InvalidInputException if something is missing, or a label has no name
     */
    CifarFacts facts() {
        List<String> missing = Stream.concat(
                        version.trainingFiles.stream(), Stream.of(version.testFile, version.namesFile))
                .filter(file -> seen.stream().noneMatch(name -> name.equals(file) || name.endsWith("/" + file)))
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(archive + ": "
                    + CifarStranger.recognize(seen)
                            .filter(stranger -> !stranger.isWanted(version))
                            .map(stranger -> stranger.refusal(version))
                            .orElseGet(() -> "lacks " + String.join(", ", missing) + " (found: " + told() + "); give "
                                    + version.archive() + " as downloaded"));
        }
        labels.forEach(this::requireName);
        return new CifarFacts(records, classNames);
    }

    private void addRecords(String file, long bytes, InputStream content) throws IOException {
        long count = bytes / version.recordBytes();
        if (count < 1 || bytes % version.recordBytes() != 0) {
            throw new InvalidInputException(archive + ": " + file + " in it is " + bytes
                    + " bytes long, expected a multiple of " + version.recordBytes() + ", the bytes of a record; give "
                    + version.archive() + " as downloaded");
        }
        if (records.put(file, count) != null) {
            throw new InvalidInputException(
                    archive + ": holds " + file + " twice; give " + version.archive() + " as downloaded");
        }
        labels.put(file, highestLabel(count, content));
    }

    private HighestLabel highestLabel(long count, InputStream content) throws IOException {
        HighestLabel highest = new HighestLabel(-1, -1);
        byte[] record = new byte[version.recordBytes()];
        for (long i = 0; i < count; i++) {
            if (content.readNBytes(record, 0, record.length) < record.length) {
                throw new EOFException("ends within a record");
            }
            int label = Byte.toUnsignedInt(record[version.labelPlace]);
            if (label > highest.label()) {
                highest = new HighestLabel(label, i);
            }
        }
        return highest;
    }

    private void requireName(String file, HighestLabel highest) {
        if (highest.label() >= classNames.size()) {
            throw new InvalidInputException(archive + ": label " + highest.label() + " of record " + highest.record()
                    + " of " + file + ", but " + version.namesFile + " names " + classNames.size()
                    + " classes, label 0 first; give " + version.archive() + " as downloaded");
        }
    }

    private String told() {
        return seen.isEmpty() ? "no file" : FirstFew.of(seen);
    }

    /**
     * The highest label of a file.
     *
     * @param label 0 to 255
     * @param record the first that has it, from 0
     */
    private record HighestLabel(int label, long record) {}
}
