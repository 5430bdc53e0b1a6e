package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.pipeline.ImagePipeline;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardReader;
import org.sparkresnet.shard.ShardRecord;

/**
 * The task that adds up the pictures of some shards.
 *
 * @param folder of the shards
 * @param pictures what they go through, without chance
 * @param output what they are then
 * @param configuration of Hadoop
 */
record SumPictures(
        String folder, Augmentation pictures, PictureShape output, Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<Iterator<ShardEntry>, MeanSums> {

    @Override
    public Iterator<MeanSums> call(Iterator<ShardEntry> shards) throws IOException {
        MeanSums sums = new MeanSums(output.values());
        try (ImagePipeline pipeline = new ImagePipeline(pictures, levels(output.channels()), output)) {
            while (shards.hasNext()) {
                add(shards.next(), pipeline, sums);
            }
        } catch (InvalidInputException e) {
            sums.refuse(e.getMessage());
        }
        return List.of(sums).iterator();
    }

    /** Gives the levels 0 to 255 themselves, but for the rounding of floats. */
    static Normalization levels(int channels) {
        return new Normalization(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1 / 255.0));
    }

    private void add(ShardEntry shard, ImagePipeline pipeline, MeanSums sums) throws IOException {
        String path = new Path(folder, shard.file()).toString();
        FloatBuffer levels = FloatBuffer.allocate(output.values());
        try (ShardReader reader =
                ShardReader.open(path, shard, configuration.value().value())) {
            for (int i = 0; i < shard.records(); i++) {
                add(reader.read(i, i + 1).get(0), pipeline, levels);
                sums.add(levels);
            }
        }
    }

    private static void add(ShardRecord record, ImagePipeline pipeline, FloatBuffer levels) {
        NamedRandom unused = NamedRandom.of(0, "mean");
        try {
            if (record.content() instanceof Content.Raw raw) {
                PictureShape shape = new PictureShape(raw.channels(), raw.height(), raw.width());
                pipeline.write(new Picture(shape, raw.pixels()), unused, levels.clear());
            } else {
                Content.Encoded encoded = (Content.Encoded) record.content();
                pipeline.write(encoded.bytes(), encoded.entryPoints(), unused, levels.clear());
            }
        } catch (UndecodableException e) {
            throw new InvalidInputException(
                    "prepare.pixel-mean: " + record.name() + " cannot be decoded (" + e.getMessage()
                            + "); raise augment.most-megapixels if it is too large, or leave it out of the source",
                    e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("prepare.pixel-mean: " + record.name() + ": " + e.getMessage(), e);
        }
    }
}
