package org.sparkresnet.prepare.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * How classes are called in a source whose labels are numbers: as the lines of a file say, or else by their numbers.
 *
 * @param file that names the classes, line 1 label 0, any Hadoop URI; empty: nobody names them
 * @param key of the setting with that file, for messages
 * @param labels where the labels stand, for messages: settings to mend, or files
 */
public record NumberedClasses(Optional<String> file, String key, String labels) {
    /** More classes than any data set of pictures has; a higher label is a number that means something else. */
    private static final int MOST = 1 << 20;

    private static final String NAMES = "class-names";

    /**
     * Reads {@code class-names}; problems are recorded there.
     *
     * @param block the block of the format
     * @param path of the block, for messages: {@code prepare.tfrecord}
     * @param labels where the labels stand, for messages
     */
    public static NumberedClasses from(Settings block, String path, String labels) {
        return new NumberedClasses(block.optionalText(NAMES), path + "." + NAMES, labels);
    }

    /**
     * The names in the file, empty if there is no file; to be called before a source is listed, which may take long.
     *
     * @throws InvalidInputException if the file cannot be read, or is no list of names
     */
    public Optional<List<String>> read(Configuration configuration) {
        return file.map(name -> read(name, configuration));
    }

    /**
     * Demands that every label has a name.
     *
     * @param origin of the names, for messages
     * @param highest label of all records
     * @return the names
     * @throws InvalidInputException if the highest label has none
     */
    public List<String> named(List<String> names, String origin, HighestLabel highest) {
        if (highest.label() >= names.size()) {
            throw new InvalidInputException("%s: label %d, but %s names %d classes, labels 0 to %d; mend %s or %s"
                    .formatted(highest.record(), highest.label(), origin, names.size(), names.size() - 1, key, labels));
        }
        return names;
    }

    /**
     * The names of the file if there are such, otherwise the numbers themselves, from 0 to the highest label.
     *
     * @param read what {@link #read} found
     * @param highest label of all records
     * @throws InvalidInputException if a label has no name, or cannot be the number of a class
     */
    public List<String> names(Optional<List<String>> read, HighestLabel highest) {
        if (read.isPresent()) {
            return named(read.get(), file.orElseThrow(), highest);
        }
        if (highest.label() >= MOST) {
            throw new InvalidInputException("%s: label %d, which can be no class (there are at most %d); mend %s"
                    .formatted(highest.record(), highest.label(), MOST, labels));
        }
        return numbers(highest.label());
    }

    /** Names of classes that have none: "0", "1", up to the highest label. */
    public static List<String> numbers(int highestLabel) {
        return IntStream.rangeClosed(0, highestLabel)
                .mapToObj(Integer::toString)
                .toList();
    }

    private List<String> read(String name, Configuration configuration) {
        try {
            Path path = FileSystems.absolute(name, configuration);
            try (InputStream input = FileSystems.of(path, configuration).open(path)) {
                return ClassNames.parse(input.readAllBytes(), name, "mend " + key);
            }
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(key + " = " + name + ": no such file; mend the path", e);
        } catch (IllegalArgumentException | IOException e) {
            throw StorageFailure.refusal(key + " = " + name, e);
        }
    }
}
