package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.tar.GzipTar;

/**
 * What the development kit says.
 *
 * @param file that it was read from
 * @param wnids names of the classes, sorted; the place of a name is its label
 * @param groundTruth label of the validation picture i, in the order of their names, at place i
 */
record Devkit(String file, List<String> wnids, List<Integer> groundTruth) implements Serializable {
    private static final String ROOT = "ILSVRC2012_devkit_t12/";
    private static final String META = ROOT + "data/meta.mat";
    private static final String TRUTH = ROOT + "data/ILSVRC2012_validation_ground_truth.txt";
    /** Far more than either file has. */
    private static final int MOST_BYTES = 1 << 26;

    Devkit {
        wnids = List.copyOf(wnids);
        groundTruth = List.copyOf(groundTruth);
    }

    /**
     * Reads the archive, on the driver: it has 2.5 MB.
     *
     * @throws InvalidInputException if it is damaged, that of another task or year, or contradicts itself
     */
    static Devkit read(String file, Configuration configuration) {
        Map<String, byte[]> contents = GzipTar.look(file, configuration, Devkit::contents);
        List<Synset> synsets = MetaMat.read(require(contents, META, file), META + " in " + file);
        Map<Integer, String> classes = classes(synsets, file);
        List<String> wnids = classes.values().stream().sorted().toList();
        return new Devkit(file, wnids, groundTruth(require(contents, TRUTH, file), classes, file));
    }

    /** The two files by their names, and the names of all others without their contents. */
    private static Map<String, byte[]> contents(GzipTar archive) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Optional<TarArchiveEntry> member = archive.next(); member.isPresent(); member = archive.next()) {
            String name = member.get().getName().replaceFirst("^(\\./)+", "");
            boolean wanted = name.equals(META) || name.equals(TRUTH);
            contents.put(name, wanted ? archive.content().readNBytes(MOST_BYTES) : new byte[0]);
        }
        archive.finish();
        return contents;
    }

    private static byte[] require(Map<String, byte[]> contents, String name, String file) {
        byte[] content = contents.get(name);
        if (content == null) {
            String root = contents.keySet().stream()
                    .map(other -> other.contains("/") ? other.substring(0, other.indexOf('/') + 1) : other)
                    .findFirst()
                    .orElse("nothing");
            throw new InvalidInputException(file + ": holds "
                    + (root.equals(ROOT) ? "no " + name : root + ", not " + ROOT + ", the kit of tasks 1 and 2 of 2012")
                    + "; give " + ImageNetArchive.DEVKIT.fileName() + " as downloaded");
        }
        return content;
    }

    /** Wnid by id of the synsets that are classes. */
    private static Map<Integer, String> classes(List<Synset> synsets, String file) {
        Map<Integer, String> classes = new HashMap<>();
        for (Synset synset : synsets) {
            if (synset.isClass() && classes.put(synset.id(), synset.wnid()) != null) {
                throw new InvalidInputException(META + " in " + file + ": two classes have ILSVRC2012_ID " + synset.id()
                        + "; give " + ImageNetArchive.DEVKIT.fileName() + " as downloaded");
            }
        }
        if (classes.isEmpty() || classes.values().stream().distinct().count() < classes.size()) {
            throw new InvalidInputException(META + " in " + file + ": of its " + synsets.size() + " synsets "
                    + (classes.isEmpty() ? "none is a class" : "two classes have the same WNID") + "; give "
                    + ImageNetArchive.DEVKIT.fileName() + " as downloaded");
        }
        return classes;
    }

    private static List<Integer> groundTruth(byte[] content, Map<Integer, String> classes, String file) {
        List<String> wnids = classes.values().stream().sorted().toList();
        Map<String, Integer> labels = new HashMap<>();
        classes.forEach((id, wnid) -> labels.put(Integer.toString(id), wnids.indexOf(wnid)));
        List<String> lines = new String(content, StandardCharsets.US_ASCII)
                .stripTrailing()
                .lines()
                .map(String::strip)
                .toList();
        List<Integer> truth = new ArrayList<>();
        for (String line : lines) {
            Integer label = labels.get(line);
            if (label == null) {
                throw new InvalidInputException(TRUTH + " in " + file + ": line " + (truth.size() + 1) + " is \"" + line
                        + "\", which is the ILSVRC2012_ID of no class in " + META + "; give "
                        + ImageNetArchive.DEVKIT.fileName() + " as downloaded");
            }
            truth.add(label);
        }
        return truth;
    }
}
