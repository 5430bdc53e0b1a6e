package org.sparkresnet.prepare.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/** Names of the classes of a source whose records have numbers as labels. */
public final class NumberedClasses {
    /** More classes than any data set of pictures has; a higher label is a number that means something else. */
    private static final int MOST = 1 << 20;

    private NumberedClasses() {}

    /**
     * The numbers themselves, from 0 to the highest label.
     *
     * @throws InvalidInputException if that cannot be the number of a class
     */
    public static List<String> unnamed(HighestLabel highest) {
        if (highest.label() >= MOST) {
            throw new InvalidInputException(highest.record() + ": label " + highest.label()
                    + ", which can be no class (there are at most " + MOST
                    + "); mend the setting that says where labels stand");
        }
        return IntStream.rangeClosed(0, highest.label())
                .mapToObj(Integer::toString)
                .toList();
    }

    /**
     * Demands that every label has a name.
     *
     * @param origin of the names, for messages
     * @return the names
     * @throws InvalidInputException if the highest label has none
     */
    public static List<String> named(List<String> names, String origin, HighestLabel highest) {
        if (highest.label() >= names.size()) {
            throw new InvalidInputException(
                    highest.record() + ": label " + highest.label() + ", but " + origin + " has "
                            + names.size() + " classes, labels 0 to " + (names.size() - 1)
                            + "; mend the names or the setting that says where labels stand");
        }
        return names;
    }

    /**
     * Names from a text file; line 1 names label 0.
     *
     * @param file any Hadoop URI
     * @param key of the setting that names it, for messages
     * @throws InvalidInputException if it cannot be read, or is no such file
     */
    public static List<String> read(String file, String key, Configuration configuration) {
        try {
            Path path = FileSystems.absolute(file, configuration);
            try (InputStream input = FileSystems.of(path, configuration).open(path)) {
                return ClassNames.parse(input.readAllBytes(), file, "mend " + key);
            }
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(key + " = " + file + ": no such file; mend the path", e);
        } catch (IllegalArgumentException | IOException e) {
            throw StorageFailure.refusal(key + " = " + file, e);
        }
    }
}
