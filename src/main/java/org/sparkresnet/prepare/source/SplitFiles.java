package org.sparkresnet.prepare.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;

/**
 * Which files of a source belong to which split, for layouts of many files with many records each.
 *
 * <p>If there are folders in the source, each must be called {@code train}, {@code val}, {@code validation} or {@code
 * test} and is that split. Otherwise the files themselves tell it by what their names begin with, up to the first of
 * {@code - _ .}: {@code train-00000-of-01024}, {@code validation-00000-of-00128}; if none begins with such a word, all
 * are training set. A source that is one file is told by its name in the same way. {@code test} is left alone.
 */
public final class SplitFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SplitFiles.class);
    private static final String TEST = "test";
    private static final Map<String, String> SPLITS = Map.of(
            "train", SplitName.TRAIN, "val", SplitName.VALIDATION, "validation", SplitName.VALIDATION, TEST, TEST);

    private final String source;
    private final String key;
    private final GlobPattern pattern;
    private final FileSystem files;

    private SplitFiles(String source, String key, GlobPattern pattern, FileSystem files) {
        this.source = source;
        this.key = key;
        this.pattern = pattern;
        this.files = files;
    }

    /**
     * Paths by split, train first; each sorted by name, at least one.
     *
     * @param source a file or folder, any Hadoop URI
     * @param key of the setting that says which files count, for messages
     * @param pattern of names of files that count; others, and hidden ones, are passed over. One file alone always counts
     * @throws InvalidInputException if there is no such source, or it cannot be told which split a file belongs to
     */
    public static Map<String, List<String>> find(
            String source, String key, String pattern, Configuration configuration) {
        return SourcePlace.look(source, "file or folder", configuration, place -> {
            SplitFiles finder = new SplitFiles(source, key, new GlobPattern(pattern), place.files());
            Map<String, List<String>> splits =
                    place.isFile() ? finder.byName(List.of(place.path())) : finder.inFolder(place.path());
            return finder.wanted(splits);
        });
    }

    private Map<String, List<String>> inFolder(Path folder) throws IOException {
        Set<Path> folders = new TreeSet<>();
        List<Path> found = new ArrayList<>();
        for (FileStatus status : files.listStatus(folder)) {
            if (isHidden(status)) {
                continue;
            }
            if (status.isDirectory()) {
                folders.add(below(folder, status));
            } else if (counts(status)) {
                found.add(below(folder, status));
            }
        }
        if (folders.isEmpty()) {
            return byName(found);
        }
        if (!found.isEmpty()) {
            throw new InvalidInputException(source + ": files (" + names(found) + ") lie beside folders ("
                    + names(folders) + "); give one folder that holds either files or the folders of splits");
        }
        return byFolder(folders);
    }

    private Map<String, List<String>> byFolder(Collection<Path> folders) throws IOException {
        Map<String, List<String>> splits = new TreeMap<>();
        for (Path folder : folders) {
            String split = SPLITS.get(folder.getName());
            if (split == null) {
                throw new InvalidInputException(source + ": the folder " + folder.getName()
                        + " is no split; folders here must be called train, val, validation or test");
            }
            List<Path> found = new ArrayList<>();
            for (FileStatus status : files.listStatus(folder)) {
                if (!isHidden(status) && status.isFile() && counts(status)) {
                    found.add(below(folder, status));
                }
            }
            requireSome(found, folder.toString());
            if (splits.put(split, sorted(found)) != null) {
                throw new InvalidInputException(source + ": holds both val and validation; leave one of them");
            }
        }
        return splits;
    }

    private Map<String, List<String>> byName(List<Path> found) {
        requireSome(found, source);
        Map<String, List<Path>> splits = new TreeMap<>();
        List<Path> others = new ArrayList<>();
        for (Path file : found) {
            String word = file.getName().split("[-_.]", 2)[0].toLowerCase(Locale.ROOT);
            if (SPLITS.containsKey(word)) {
                splits.computeIfAbsent(SPLITS.get(word), split -> new ArrayList<>())
                        .add(file);
            } else {
                others.add(file);
            }
        }
        if (splits.isEmpty()) {
            return Map.of(SplitName.TRAIN, sorted(others));
        }
        if (!others.isEmpty()) {
            throw new InvalidInputException(source + ": some files begin with the name of a split and others do not ("
                    + names(others) + "); call them train-..., validation-... or test-..., or put them into folders");
        }
        Map<String, List<String>> paths = new TreeMap<>();
        splits.forEach((split, members) -> paths.put(split, sorted(members)));
        return paths;
    }

    private Map<String, List<String>> wanted(Map<String, List<String>> splits) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        for (String split : List.of(SplitName.TRAIN, SplitName.VALIDATION)) {
            if (splits.containsKey(split)) {
                wanted.put(split, splits.get(split));
            }
        }
        if (wanted.isEmpty()) {
            throw new InvalidInputException(
                    source + ": holds the split " + TEST + " alone; expected train, and val or validation");
        }
        if (splits.containsKey(TEST)) {
            LOG.info("{}: test is left alone: train is trained on, val or validation is evaluated", source);
        }
        return wanted;
    }

    private void requireSome(List<Path> found, String folder) {
        if (found.isEmpty()) {
            throw new InvalidInputException(folder + ": no file whose name matches " + key + " = " + pattern.compiled()
                    + "; mend prepare.source or " + key);
        }
    }

    /** Written as the person wrote the source; file systems answer with the scheme in front. */
    private static Path below(Path folder, FileStatus status) {
        return new Path(folder, status.getPath().getName());
    }

    private boolean counts(FileStatus status) {
        return pattern.matches(status.getPath().getName());
    }

    private static boolean isHidden(FileStatus status) {
        String name = status.getPath().getName();
        return name.startsWith(".") || name.startsWith("_");
    }

    private static List<String> sorted(List<Path> paths) {
        return paths.stream()
                .map(Path::toString)
                .sorted(CodePointOrder.INSTANCE)
                .toList();
    }

    private static String names(Collection<Path> paths) {
        return FirstFew.of(paths.stream().map(Path::getName).sorted().toList());
    }
}
