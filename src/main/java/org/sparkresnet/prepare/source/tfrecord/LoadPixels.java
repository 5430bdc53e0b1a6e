package org.sparkresnet.prepare.source.tfrecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.LoadedRecord;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.prepare.source.picture.EncodedPicture;
import org.sparkresnet.shard.Content;

/**
 * The task that reads raw pixels, which are small, to take them along to their shard.
 *
 * @param shape of each picture
 * @param configuration of Hadoop
 */
record LoadPixels(PictureForm.Raw shape, Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<Iterator<EncodedPicture>, SourceRecord> {

    @Override
    public Iterator<SourceRecord> call(Iterator<EncodedPicture> pictures) {
        SourceFiles files = SourceFiles.ofTask(configuration.value().value());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pictures.hasNext();
            }

            @Override
            public SourceRecord next() {
                return load(pictures.next(), files);
            }
        };
    }

    private SourceRecord load(EncodedPicture picture, SourceFiles files) {
        try {
            byte[] pixels = picture.bytes(files);
            return new LoadedRecord(
                    picture.name(),
                    picture.label(),
                    new Content.Raw(shape.rows(), shape.columns(), shape.channels(), pixels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
