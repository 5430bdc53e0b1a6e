package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;

/** ImageNet in miniature as tables. */
public final class ImageNetTables {
    private ImageNetTables() {}

    /** Three files with labels from 1, called as TensorFlow's script calls them. */
    public static Path writeTfRecord(ImageNetFiles images, Path folder) throws IOException {
        writeExamples(folder.resolve("train-00000-of-00002"), images.training().subList(0, 20));
        writeExamples(folder.resolve("train-00001-of-00002"), images.training().subList(20, 37));
        writeExamples(folder.resolve("validation-00000-of-00001"), images.validation());
        return folder;
    }

    /** A file in the folder of each split, with names of classes as Hugging Face writes them. */
    public static Path writeParquet(ImageNetFiles images, Path folder) throws IOException {
        writeRows(folder.resolve("train/0000.parquet"), images.training());
        writeRows(folder.resolve("validation/0000.parquet"), images.validation());
        return folder;
    }

    private static void writeExamples(Path file, List<ImageNetFiles.Picture> pictures) throws IOException {
        List<byte[]> examples = new ArrayList<>();
        for (ImageNetFiles.Picture picture : pictures) {
            examples.add(ForeignRecords.example(
                    Map.of("image/encoded", picture.bytes(), "image/class/label", label(picture) + 1)));
        }
        ForeignRecords.write(file, examples);
    }

    private static void writeRows(Path file, List<ImageNetFiles.Picture> pictures) throws IOException {
        List<Group> rows = new ArrayList<>();
        for (ImageNetFiles.Picture picture : pictures) {
            Group row = new SimpleGroup(ParquetFiles.HUGGING_FACE);
            row.addGroup("image").append("bytes", Binary.fromConstantByteArray(picture.bytes()));
            row.append("label", label(picture));
            rows.add(row);
        }
        String[] names = ImageNetFiles.wnids().toArray(String[]::new);
        ParquetFiles.write(file, ParquetFiles.HUGGING_FACE, ParquetFiles.names(names), rows);
    }

    private static long label(ImageNetFiles.Picture picture) {
        return ImageNetFiles.wnids().indexOf(picture.wnid());
    }
}
