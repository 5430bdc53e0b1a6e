package org.sparkresnet.prepare.source;

import java.io.IOException;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureDecoder;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;

/**
 * Decodes a file, and keeps of its pixels the sums only.
 *
 * @param configuration of Hadoop
 */
record InspectFile(Broadcast<SerializableConfiguration> configuration) implements Function<ListedFile, Inspection> {

    @Override
    public Inspection call(ListedFile file) throws IOException {
        try {
            return new Inspection.Good(new PictureFile(file, sums(file)));
        } catch (UndecodableException e) {
            return new Inspection.Bad(new BadPicture(file.name(), e.getMessage()));
        } catch (InvalidInputException e) {
            return new Inspection.Unread(e.getMessage());
        }
    }

    private PictureSums sums(ListedFile file) throws IOException, UndecodableException {
        if (file.length() > ListedFile.MOST_BYTES) {
            throw new UndecodableException(
                    file.length() + " bytes long, at most " + ListedFile.MOST_BYTES + " are read");
        }
        Picture picture = PictureDecoder.decode(file.bytes(configuration.value().value()));
        PictureShape shape = picture.shape();
        return PictureSums.of(shape.channels(), shape.height(), shape.width(), picture.pixels());
    }
}
