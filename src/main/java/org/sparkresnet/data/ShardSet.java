package org.sparkresnet.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.MeanFile;
import org.sparkresnet.shard.MeanFiles;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardHosts;
import org.sparkresnet.shard.ShardReader;

/** The shards of one data set as workers see them: where they lie and how many records each holds. */
public final class ShardSet implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ShardFolder folder;
    private final ShardSizes numbering;

    /** @param folder that holds the shards; already checked against its manifest */
    public ShardSet(ShardFolder folder) {
        this.folder = folder;
        this.numbering = ShardSizes.of(sizes());
    }

    /** What the shards hold. */
    public Manifest manifest() {
        return folder.manifest();
    }

    /** The sizes of its pictures, or empty if not even their channels are known. */
    public Optional<PictureShapes> pictureShapes() {
        PictureFacts facts = manifest().pictures();
        if (facts.channels() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                facts.height() == 0 || facts.width() == 0
                        ? new PictureShapes.Various(facts.channels())
                        : new PictureShapes.Equal(new PictureShape(facts.channels(), facts.height(), facts.width())));
    }

    /**
     * The mean of each pixel of all pictures, as an evaluation has them: from the file of that size beside the shards; or,
     * where pixels of one size are not changed by an evaluation, from the manifest.
     *
     * @param shape of what the network takes
     * @param isUnchanged whether an evaluation takes the pictures as they are
     * @return {@code [C, H, W]}, on the scale 0 to 1; empty if there is none of that size
     * @throws org.sparkresnet.config.InvalidInputException if the file is missing or damaged
     * @throws IOException if the file system fails
     */
    public Optional<float[]> pixelMean(PictureShape shape, boolean isUnchanged, Configuration hadoop)
            throws IOException {
        for (MeanFile file : manifest().meanFiles()) {
            if (shape.equals(new PictureShape(file.channels(), file.height(), file.width()))) {
                return Optional.of(MeanFiles.read(folder.location(), file, hadoop));
            }
        }
        List<Double> ofPixels = manifest().pictures().pixelMean();
        Optional<PictureShape> stored = pictureShapes().flatMap(PictureShapes::common);
        return !ofPixels.isEmpty() && isUnchanged && stored.equals(Optional.of(shape))
                ? Optional.of(floats(ofPixels))
                : Optional.empty();
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    /** Records in each shard, in the manifest's order. */
    public List<Integer> sizes() {
        return manifest().shards().stream().map(ShardEntry::records).toList();
    }

    /** Records in all shards. */
    public long records() {
        return numbering.records();
    }

    /** The number in the data set of record {@code index} of shard {@code shard}. */
    public long numberOf(int shard, int index) {
        return numbering.numberOf(shard, index);
    }

    /** Path of shard {@code shard}. */
    public String path(int shard) {
        return folder.shardPath(shard);
    }

    /** On which machines each shard lies: bytes by host. */
    List<Map<String, Long>> hosts(Configuration hadoop) throws IOException {
        return ShardHosts.of(folder, hadoop);
    }

    /** Where the records with the numbers [from, to) lie, in order. */
    List<RecordRange> ranges(long from, long to) {
        return numbering.ranges(from, to);
    }

    ShardReader open(int shard, Configuration hadoop) throws IOException {
        return folder.openShard(shard, hadoop);
    }
}
