package org.sparkresnet.prepare.source.kaggle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.picture.FileNames;
import org.sparkresnet.prepare.source.picture.PictureFile;
import org.sparkresnet.prepare.source.picture.StoredPicture;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * The task that lists the validation pictures and gives them their classes. A record is named {@code WNID/FILE}, as those
 * of the training set.
 *
 * @param wnids names of the classes
 * @param solution class of each picture
 * @param configuration of Hadoop
 */
record ListValidation(
        List<String> wnids, ValidationSolution solution, Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<String, Finding<StoredPicture>> {
    @Override
    public Iterator<Finding<StoredPicture>> call(String folder) throws IOException {
        return Finding.ofEach(() -> pictures(folder)).iterator();
    }

    private List<StoredPicture> pictures(String folder) {
        List<StoredPicture> pictures = new ArrayList<>();
        Path path = new Path(folder);
        try {
            RemoteIterator<FileStatus> entries =
                    FileSystems.of(path, configuration.value().value()).listStatusIterator(path);
            while (entries.hasNext()) {
                FileStatus entry = entries.next();
                String name = entry.getPath().getName();
                if (entry.isFile() && !FileNames.isHidden(name) && FileNames.isPicture(name)) {
                    pictures.add(picture(folder, name, entry.getLen()));
                }
            }
        } catch (IOException e) {
            throw StorageFailure.refusal(folder, e);
        }
        if (pictures.size() != solution.labels().size()) {
            throw new InvalidInputException(folder + ": holds " + pictures.size() + " pictures, " + solution.file()
                    + " is about " + solution.labels().size() + "; unpack both again");
        }
        return pictures;
    }

    private StoredPicture picture(String folder, String name, long length) {
        Integer label = solution.labels().get(name.substring(0, name.lastIndexOf('.')));
        if (label == null) {
            throw new InvalidInputException(folder + "/" + name + ": no line in " + solution.file()
                    + " is about it; delete it or unpack again");
        }
        return new PictureFile(wnids.get(label) + "/" + name, label, folder + "/" + name, length);
    }
}
