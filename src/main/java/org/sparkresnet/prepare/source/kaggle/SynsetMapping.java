package org.sparkresnet.prepare.source.kaggle;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.TextFile;

/**
 * {@code LOC_synset_mapping.txt}: a wnid and the words for it on each line, such as {@code n01440764 tench, Tinca tinca}.
 *
 * @param wnids names of the classes, sorted; the place of a name is its label
 */
record SynsetMapping(List<String> wnids) {
    private static final String FORM = "n[0-9]{8}( .*)?";

    SynsetMapping {
        wnids = List.copyOf(wnids);
    }

    /** @throws InvalidInputException if a line is of another form, or names a class again */
    static SynsetMapping read(Path file, Configuration configuration) {
        List<String> wnids = new ArrayList<>();
        for (String line : TextFile.lines(file, configuration)) {
            String wnid = line.split(" ", 2)[0];
            if (!line.matches(FORM) || wnids.contains(wnid)) {
                throw new InvalidInputException(file + ": line " + (wnids.size() + 1) + " is \"" + line
                        + "\", expected a wnid that no other line has and its words, such as n01440764 tench; unpack it"
                        + " again");
            }
            wnids.add(wnid);
        }
        if (wnids.isEmpty()) {
            throw new InvalidInputException(file + ": names no class; unpack it again");
        }
        return new SynsetMapping(wnids.stream().sorted().toList());
    }
}
