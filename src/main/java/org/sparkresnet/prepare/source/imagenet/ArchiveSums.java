package org.sparkresnet.prepare.source.imagenet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.SourceTasks;

/**
 * Whether the archives are the ones that were published, told by the MD5 of all their bytes. MD5 cannot be divided: an
 * archive is one task, however large the cluster, which is why a person has to ask for it.
 *
 * @param asked whether they are compared
 * @param expected MD5 of each archive, 32 hexadecimal digits in small letters
 */
public record ArchiveSums(boolean asked, Map<ImageNetArchive, String> expected) {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveSums.class);

    public ArchiveSums {
        expected = Map.copyOf(expected);
    }

    /**
     * Reads {@code check-archives} and {@code md5}; problems are recorded there.
     *
     * @param imagenet the block of that name
     */
    static ArchiveSums from(Settings imagenet) {
        Map<ImageNetArchive, String> expected = new EnumMap<>(ImageNetArchive.class);
        for (ImageNetArchive archive : ImageNetArchive.values()) {
            expected.put(archive, imagenet.at("md5").parsed(archive.key(), ArchiveSums::parse, ""));
        }
        return new ArchiveSums(imagenet.flag("check-archives"), expected);
    }

    private static String parse(String text) {
        if (!text.matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("no MD5; give 32 hexadecimal digits");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the archives to their last bytes, in a task each.
     *
     * @return all of them, or none if that is not asked
     * @throws InvalidInputException if one cannot be read
     */
    List<ComparedArchive> compare(Map<ImageNetArchive, SourcePlace.Sized> archives, JavaSparkContext context) {
        if (!asked) {
            return List.of();
        }
        List<ImageNetArchive> kinds = List.copyOf(archives.keySet());
        List<String> paths =
                kinds.stream().map(archive -> archives.get(archive).path()).toList();
        LOG.info(
                "Comparing the MD5 of {} archives, {} MB",
                paths.size(),
                archives.values().stream().mapToLong(SourcePlace.Sized::length).sum() / 1_000_000);
        SourceTasks spark = SourceTasks.of(context, paths.size());
        List<String> found = Finding.allSound(
                spark.spread(paths).map(new SumArchive(spark.configuration())).collect());
        List<ComparedArchive> compared = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            compared.add(new ComparedArchive(paths.get(i), expected.get(kinds.get(i)), found.get(i)));
        }
        return compared;
    }

    /** @throws InvalidInputException with a sentence for each archive that has another sum, if that is asked */
    void require(Map<ImageNetArchive, SourcePlace.Sized> archives, JavaSparkContext context) {
        List<String> wrong = compare(archives, context).stream()
                .filter(archive -> !archive.isRight())
                .map(ComparedArchive::sentence)
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidInputException(String.join("\n", wrong));
        }
    }
}
