package org.sparkresnet.prepare.source.kaggle;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.TextFile;

/**
 * {@code LOC_val_solution.csv}: below the line {@code ImageId,PredictionString}, a line for each validation picture with
 * its name without the ending, and the boxes in it, each a wnid and four numbers. All boxes of a picture have its class.
 *
 * @param file that it was read from
 * @param labels by name of the picture, without the ending
 */
record ValidationSolution(String file, Map<String, Integer> labels) implements Serializable {
    private static final String HEAD = "ImageId,PredictionString";

    ValidationSolution {
        labels = Map.copyOf(labels);
    }

    /** @throws InvalidInputException if a line is of another form, or of a class that the mapping does not name */
    static ValidationSolution read(Path file, SynsetMapping mapping, Configuration configuration) {
        List<String> lines = TextFile.lines(file, configuration);
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new InvalidInputException(file + ": does not begin with the line " + HEAD + "; unpack it again");
        }
        Map<String, Integer> known = new HashMap<>();
        mapping.wnids().forEach(wnid -> known.put(wnid, known.size()));
        Map<String, Integer> labels = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("[, ]", 3);
            Integer label = parts.length < 2 ? null : known.get(parts[1]);
            if (label == null || labels.put(parts[0], label) != null) {
                throw new InvalidInputException(file + ": line " + (i + 1) + " is \"" + lines.get(i)
                        + "\", expected a picture that no other line is about, a comma and a wnid that"
                        + " LOC_synset_mapping.txt names; unpack it again");
            }
        }
        return new ValidationSolution(file.toString(), labels);
    }
}
