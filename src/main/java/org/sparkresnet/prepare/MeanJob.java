package org.sparkresnet.prepare;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.MeanFile;
import org.sparkresnet.shard.MeanFiles;
import org.sparkresnet.shard.ShardEntry;

/**
 * The Spark job that makes the mean of each pixel: one pass over the shards of a folder whose manifest is still to come,
 * which decodes every picture as an evaluation does. The mean does not depend on the number of tasks.
 *
 * @param context Spark
 * @param pictures what is averaged
 * @param tasks most tasks, at least 1
 */
record MeanJob(JavaSparkContext context, MeanPictures pictures, int tasks) {
    private static final Logger LOG = LoggerFactory.getLogger(MeanJob.class);

    /**
     * Writes the mean into the folder.
     *
     * @param manifest of the shards, all of which are there
     * @return the manifest with the mean
     * @throws InvalidInputException if pictures differ in their channels, one cannot become what the network takes, or
     *     the disk is full
     */
    Manifest write(Manifest manifest, String folder) throws IOException {
        long start = System.nanoTime();
        int channels = manifest.pictures().channels();
        if (channels == 0) {
            throw new InvalidInputException("prepare.pixel-mean: some pictures are gray and some are not, which have"
                    + " no mean in common; set it to false");
        }
        PictureShape shape = pictures.shape(channels);
        MeanSums sums = sums(manifest.shards(), folder, shape);
        MeanFile file = MeanFiles.write(
                folder,
                new MeanFiles.Size(channels, shape.height(), shape.width(), pictures.toString()),
                sums.mean(),
                context.hadoopConfiguration());
        LOG.info(
                "Mean of each pixel of {} pictures of {}: {} s",
                sums.pictures(),
                shape,
                Math.round((System.nanoTime() - start) / 1e9));
        return manifest.with(List.of(file));
    }

    private MeanSums sums(List<ShardEntry> shards, String folder, PictureShape shape) {
        SumPictures summing = new SumPictures(
                folder,
                pictures.augmentation(),
                shape,
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())));
        // As a tree: the sums of hundreds of tasks, a megabyte each, would be much for the driver.
        MeanSums sums = context.parallelize(shards, Math.min(tasks, shards.size()))
                .mapPartitions(summing)
                .treeReduce(MeanSums::merge);
        sums.refusal().ifPresent(sentence -> {
            throw new InvalidInputException(sentence);
        });
        return sums;
    }
}
