package org.sparkresnet.prepare.source.idx;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.ClassNames;
import org.sparkresnet.prepare.source.SourcePlace;

/**
 * What a folder of IDX files holds, by the names of its files.
 *
 * @param pairs one or two: training, then validation
 * @param classNames lines of classes.txt, empty if there is none
 */
record IdxListing(List<IdxPair> pairs, List<String> classNames) {
    static final String CLASSES = "classes.txt";
    private static final String EXPECTED = "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte"
            + " and t10k-labels-idx1-ubyte, each plain or .gz";

    /** @throws InvalidInputException if the folder is missing or holds no pair, or half of one */
    static IdxListing of(String source, Configuration configuration) {
        return SourcePlace.look(source, "folder", configuration, place -> {
            if (place.isFile()) {
                throw new InvalidInputException(
                        place.path() + ": a file; prepare.source must be the folder that holds it");
            }
            Set<String> names = place.names();
            List<IdxPair> pairs = new ArrayList<>();
            pair(place.path(), names, "train", "train").ifPresent(pairs::add);
            pair(place.path(), names, "t10k", "validation").ifPresent(pairs::add);
            if (pairs.isEmpty()) {
                throw new InvalidInputException(source + ": no IDX files in this folder; prepare.source must hold "
                        + EXPECTED + " (or one of the two pairs)");
            }
            return new IdxListing(List.copyOf(pairs), names.contains(CLASSES) ? readClasses(place) : List.of());
        });
    }

    private static Optional<IdxPair> pair(Path folder, Set<String> names, String prefix, String split) {
        Optional<String> images = file(folder, names, prefix + "-images", "idx3-ubyte");
        Optional<String> labels = file(folder, names, prefix + "-labels", "idx1-ubyte");
        if (images.isPresent() != labels.isPresent()) {
            String there = images.or(() -> labels).orElseThrow();
            throw new InvalidInputException(there + ": "
                    + (images.isPresent() ? "images without labels" : "labels without images") + "; put " + prefix
                    + (images.isPresent() ? "-labels-idx1-ubyte" : "-images-idx3-ubyte") + " (plain or .gz) beside it");
        }
        return images.map(file -> new IdxPair(split, file, labels.orElseThrow()));
    }

    /** The dotted form is what some tools leave after uncompressing. */
    private static Optional<String> file(Path folder, Set<String> names, String stem, String ending) {
        List<String> found = List.of(
                        stem + "-" + ending,
                        stem + "." + ending,
                        stem + "-" + ending + IdxPair.COMPRESSED,
                        stem + "." + ending + IdxPair.COMPRESSED)
                .stream()
                .filter(names::contains)
                .toList();
        if (found.size() > 1) {
            throw new InvalidInputException(
                    folder + ": holds both " + found.get(0) + " and " + found.get(1) + "; leave one of them");
        }
        return found.stream().findFirst().map(name -> new Path(folder, name).toString());
    }

    private static List<String> readClasses(SourcePlace place) throws IOException {
        Path file = new Path(place.path(), CLASSES);
        try (InputStream input = place.files().open(file)) {
            return ClassNames.parse(
                    input.readAllBytes(), file.toString(), "write one name per line or delete the file");
        }
    }
}
