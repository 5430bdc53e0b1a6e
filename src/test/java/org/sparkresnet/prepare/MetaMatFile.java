package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** {@code meta.mat} of the development kit: the struct array that its readme describes, with all its fields. */
final class MetaMatFile {
    private MetaMatFile() {}

    /**
     * An element of the array.
     *
     * @param children ids of the synsets below
     */
    record Element(int id, String wnid, String words, List<Integer> children) {}

    static byte[] of(List<Element> elements) throws IOException {
        Struct synsets = Mat5.newStruct(elements.size(), 1);
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            Matrix children = Mat5.newMatrix(1, element.children().size());
            for (int child = 0; child < element.children().size(); child++) {
                children.setDouble(child, element.children().get(child));
            }
            synsets.set("ILSVRC2012_ID", i, Mat5.newScalar(element.id()));
            synsets.set("WNID", i, Mat5.newString(element.wnid()));
            synsets.set("words", i, Mat5.newString(element.words()));
            synsets.set("gloss", i, Mat5.newString("what " + element.words() + " means"));
            synsets.set("num_children", i, Mat5.newScalar(element.children().size()));
            synsets.set("children", i, children);
            synsets.set("wordnet_height", i, Mat5.newScalar(element.children().isEmpty() ? 0 : 1));
            synsets.set("num_train_images", i, Mat5.newScalar(element.children().isEmpty() ? 1300 : 0));
        }
        try (MatFile mat = Mat5.newMatFile().addArray("synsets", synsets)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(mat.getUncompressedSerializedSize()))
                    .order(ByteOrder.nativeOrder());
            mat.writeTo(Sinks.wrap(bytes));
            byte[] file = new byte[bytes.position()];
            bytes.flip().get(file);
            return file;
        }
    }
}
