package org.sparkresnet.prepare.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardCheck;
import org.sparkresnet.shard.ShardFindings;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardRecord;

/**
 * The task that reads one shard, and decodes one of its pictures.
 *
 * @param folder of the shard
 * @param configuration of Hadoop
 */
record CheckShard(Broadcast<ShardFolder> folder, Broadcast<SerializableConfiguration> configuration)
        implements Function<Integer, CheckedShard> {

    @Override
    public CheckedShard call(Integer number) throws IOException {
        ShardFolder shards = folder.value();
        ShardFindings findings = ShardCheck.of(
                shards.location(),
                shards.manifest().shards().get(number),
                shards.manifest().classNames(),
                configuration.value().value());
        List<String> faults = new ArrayList<>(findings.faults());
        findings.sample().ifPresent(record -> decode(record, shards.shardPath(number), faults));
        return new CheckedShard(faults, findings.counts());
    }

    /** Raw pixels have the size that they say, or the record could not have been read. */
    private static void decode(ShardRecord record, String shard, List<String> faults) {
        if (record.content() instanceof Content.Encoded picture) {
            try {
                PictureDecoder.decode(picture.bytes());
                byte[] entryPoints = picture.entryPoints();
                if (entryPoints.length > 0
                        && !Arrays.equals(entryPoints, PictureDecoder.entryPoints(picture.bytes()))) {
                    faults.add(shard + ": record " + record.name()
                            + " has entry points of another file; run prepare again");
                }
            } catch (UndecodableException e) {
                faults.add(shard + ": record " + record.name() + " is no sound picture (" + e.getMessage()
                        + "); run prepare again");
            }
        }
    }
}
