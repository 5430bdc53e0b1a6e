package org.sparkresnet.prepare.source.kaggle;

import java.util.List;
import java.util.SortedSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.ChosenSplits;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.SplitName;

/**
 * Where the parts of Kaggle's archive lie when it is unpacked.
 *
 * @param root folder that it was unpacked into
 */
record KaggleFiles(String root) {
    private static final String MAPPING = "LOC_synset_mapping.txt";
    private static final String SOLUTION = "LOC_val_solution.csv";
    private static final String DATA = "ILSVRC";

    /** @throws InvalidInputException if a part is missing */
    static KaggleFiles find(String source, ChosenSplits splits, Configuration configuration) {
        return SourcePlace.look(source, "folder", configuration, place -> {
            if (place.isFile()) {
                throw new InvalidInputException(place.path()
                        + ": a file; prepare.source must be the folder that Kaggle's archive was unpacked into");
            }
            SortedSet<String> names = place.names();
            List<String> needed =
                    splits.has(SplitName.VALIDATION) ? List.of(MAPPING, SOLUTION, DATA) : List.of(MAPPING, DATA);
            List<String> missing =
                    needed.stream().filter(name -> !names.contains(name)).toList();
            if (!missing.isEmpty()) {
                throw new InvalidInputException(place.path() + ": no " + String.join(", ", missing)
                        + " in this folder (found: " + (names.isEmpty() ? "nothing" : FirstFew.of(names))
                        + "); give the folder that imagenet-object-localization-challenge.zip was unpacked into");
            }
            return new KaggleFiles(place.path().toString());
        });
    }

    /** Folder of the training set: one folder for each class. */
    String training() {
        return root + "/" + DATA + "/Data/CLS-LOC/train";
    }

    /** Folder of the validation pictures. */
    String validation() {
        return root + "/" + DATA + "/Data/CLS-LOC/val";
    }

    Path mapping() {
        return new Path(root, MAPPING);
    }

    Path solution() {
        return new Path(root, SOLUTION);
    }
}
