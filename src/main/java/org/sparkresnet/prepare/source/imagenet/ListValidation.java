package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.CodePointOrder;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.picture.PictureRange;
import org.sparkresnet.prepare.source.picture.StoredPicture;
import org.sparkresnet.prepare.source.tar.TarArchive;
import org.sparkresnet.prepare.source.tar.TarMember;

/**
 * The task that lists the validation pictures and gives them their classes: line i of the ground truth is about the
 * picture whose name is the i-th in order. A record is named {@code WNID/FILE}, as those of the training set.
 *
 * @param devkit classes and ground truth
 * @param configuration of Hadoop
 */
record ListValidation(Devkit devkit, Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<TarArchive, Finding<StoredPicture>> {
    @Override
    public Iterator<Finding<StoredPicture>> call(TarArchive archive) throws IOException {
        try (SourceFiles files = new SourceFiles(configuration.value().value())) {
            return Finding.ofEach(() -> pictures(archive, files)).iterator();
        }
    }

    private List<StoredPicture> pictures(TarArchive archive, SourceFiles files) {
        List<TarMember> members = new ArrayList<>(ArchivedPictures.of(archive, files));
        members.sort(Comparator.comparing(TarMember::fileName, CodePointOrder.INSTANCE));
        if (members.size() != devkit.groundTruth().size()) {
            throw new InvalidInputException(
                    archive + ": holds " + members.size() + " pictures, the ground truth in " + devkit.file()
                            + " is about " + devkit.groundTruth().size() + "; give both archives as downloaded");
        }
        List<StoredPicture> pictures = new ArrayList<>();
        for (TarMember member : members) {
            int label = devkit.groundTruth().get(pictures.size());
            String name = devkit.wnids().get(label) + "/" + member.fileName();
            pictures.add(new PictureRange(name, label, archive.place(member), member.length()));
        }
        return pictures;
    }
}
