package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.config.InvalidInputException;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/**
 * The file {@code meta.mat} of the development kit: one struct array {@code synsets}, with the fields ILSVRC2012_ID, WNID,
 * words, gloss, num_children, children, wordnet_height and num_train_images. In that of 2012 it has 1,860 elements, of which
 * 1,000 have no children. Source: the kit's {@code readme.txt}, section 2.2.1.
 */
final class MetaMat {
    private static final String SYNSETS = "synsets";

    private MetaMat() {}

    /**
     * All synsets, in the order of the file.
     *
     * @param content the file
     * @param title what messages call it
     * @throws InvalidInputException if it is no such file
     */
    static List<Synset> read(byte[] content, String title) {
        try (Source source = Sources.wrap(content);
                MatFile mat = Mat5.newReader(source).readMat()) {
            Struct synsets = mat.getStruct(SYNSETS);
            List<Synset> all = new ArrayList<>();
            for (int i = 0; i < synsets.getNumElements(); i++) {
                all.add(synset(synsets, i));
            }
            return all;
        } catch (IOException | RuntimeException e) {
            // The library answers what it cannot read with exceptions of many kinds.
            throw new InvalidInputException(
                    title + ": no MAT-file with a struct array " + SYNSETS
                            + " of ILSVRC2012_ID, WNID and num_children (" + e.getMessage() + "); give "
                            + ImageNetArchive.DEVKIT.fileName() + " as downloaded",
                    e);
        }
    }

    private static Synset synset(Struct synsets, int place) {
        return new Synset(
                synsets.getMatrix("ILSVRC2012_ID", place).getInt(0),
                synsets.getChar("WNID", place).getString(),
                synsets.getMatrix("num_children", place).getInt(0));
    }
}
