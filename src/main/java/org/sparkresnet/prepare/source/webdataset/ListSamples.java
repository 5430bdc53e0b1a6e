package org.sparkresnet.prepare.source.webdataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.picture.PictureRange;
import org.sparkresnet.prepare.source.picture.StoredPicture;
import org.sparkresnet.prepare.source.tar.TarListing;
import org.sparkresnet.prepare.source.tar.TarMember;

/**
 * The task that lists the pictures of an archive and reads their labels. A record is named by the path of the archive
 * below the source and its own within, never used as a path.
 *
 * @param configuration of Hadoop
 */
record ListSamples(Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<WebArchive, Finding<StoredPicture>> {
    private static final List<String> PICTURES = List.of("jpg", "jpeg", "png");
    private static final String LABEL = "cls";
    /** With blanks and the end of the line. */
    private static final int MOST_LABEL_BYTES = 32;

    @Override
    public Iterator<Finding<StoredPicture>> call(WebArchive archive) throws IOException {
        try (SourceFiles files = new SourceFiles(configuration.value().value())) {
            return Finding.ofEach(() -> pictures(archive, files)).iterator();
        }
    }

    private List<StoredPicture> pictures(WebArchive of, SourceFiles files) throws IOException {
        List<StoredPicture> pictures = new ArrayList<>();
        for (WebSample sample : WebSample.group(TarListing.of(of.archive(), files), of.archive())) {
            List<TarMember> found = PICTURES.stream()
                    .flatMap(kind -> Stream.ofNullable(sample.parts().get(kind)))
                    .toList();
            TarMember label = sample.parts().get(LABEL);
            if (found.isEmpty() && label == null) {
                continue;
            }
            if (found.size() != 1 || label == null) {
                throw new InvalidInputException(of.archive() + ": key " + sample.key() + " has "
                        + String.join(", ", sample.parts().keySet())
                        + ", expected one of jpg, jpeg and png, and cls; write it again");
            }
            TarMember picture = found.get(0);
            pictures.add(new PictureRange(
                    of.name() + "/" + picture.name(),
                    label(of, label, files),
                    of.archive().place(picture),
                    picture.length()));
        }
        return pictures;
    }

    private int label(WebArchive of, TarMember member, SourceFiles files) throws IOException {
        int length = (int) Math.min(member.length(), MOST_LABEL_BYTES);
        byte[] content = files.spot(of.archive().file(), member.offset(), length);
        String text = new String(content, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[0-9]{1,9}")) {
            throw new InvalidInputException(of.archive() + ": " + member.name() + " in it holds \"" + text
                    + "\", expected the number of a class; write it again");
        }
        return Integer.parseInt(text);
    }
}
