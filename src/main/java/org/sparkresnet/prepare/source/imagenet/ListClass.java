package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.picture.PictureRange;
import org.sparkresnet.prepare.source.picture.StoredPicture;
import org.sparkresnet.prepare.source.tar.TarMember;

/**
 * The task that lists the training pictures of a class. A record is named {@code WNID/FILE}, as the folders of unpacked
 * archives would name it.
 *
 * @param configuration of Hadoop
 */
record ListClass(Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<ClassArchive, Finding<StoredPicture>> {
    @Override
    public Iterator<Finding<StoredPicture>> call(ClassArchive archive) throws IOException {
        try (SourceFiles files = new SourceFiles(configuration.value().value())) {
            return Finding.ofEach(() -> pictures(archive, files)).iterator();
        }
    }

    private static List<StoredPicture> pictures(ClassArchive of, SourceFiles files) {
        List<TarMember> members = ArchivedPictures.of(of.archive(), files);
        if (members.isEmpty()) {
            throw new InvalidInputException(
                    of.archive() + ": no picture in it; give " + ImageNetArchive.TRAIN.fileName() + " as downloaded");
        }
        return members.stream()
                .<StoredPicture>map(member -> new PictureRange(
                        of.wnid() + "/" + member.fileName(),
                        of.label(),
                        of.archive().place(member),
                        member.length()))
                .toList();
    }
}
