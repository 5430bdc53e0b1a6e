package org.sparkresnet.prepare.source.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.prepare.source.BadPicture;
import org.sparkresnet.prepare.source.PictureSums;
import org.sparkresnet.prepare.source.SourceFiles;

/**
 * The task that decodes pictures, and keeps of their pixels the sums only.
 *
 * @param configuration of Hadoop
 */
record InspectPictures(Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<Iterator<EncodedPicture>, Inspection> {
    @Override
    public Iterator<Inspection> call(Iterator<EncodedPicture> pictures) {
        SourceFiles files = SourceFiles.ofTask(configuration.value().value());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pictures.hasNext();
            }

            @Override
            public Inspection next() {
                return inspect(pictures.next(), files);
            }
        };
    }

    private static Inspection inspect(EncodedPicture picture, SourceFiles files) {
        try {
            return decoded(picture, files);
        } catch (UndecodableException e) {
            return new Inspection.Bad(new BadPicture(picture.name(), e.getMessage()));
        } catch (InvalidInputException e) {
            return new Inspection.Unread(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Inspection decoded(EncodedPicture encoded, SourceFiles files)
            throws IOException, UndecodableException {
        if (encoded.length() > EncodedPicture.MOST_BYTES) {
            throw new UndecodableException(
                    encoded.length() + " bytes long, at most " + EncodedPicture.MOST_BYTES + " are read");
        }
        byte[] bytes = encoded.bytes(files);
        Picture picture = PictureDecoder.decode(bytes);
        PictureShape shape = picture.shape();
        PictureSums sums = PictureSums.of(shape.channels(), shape.height(), shape.width(), picture.pixels());
        return new Inspection.Good(encoded.name(), sums, PictureRecord.checksum(bytes));
    }
}
