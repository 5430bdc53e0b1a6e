package org.sparkresnet.shard;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.sparkresnet.storage.FileSystems;

/** On which machines shards lie, as far as their file system has machines, such as HDFS. */
public final class ShardHosts {
    /** What other file systems answer. */
    private static final String ANYWHERE = "localhost";

    private ShardHosts() {}

    /**
     * How many bytes of each shard lie on which hosts, copies included; asks the file system once.
     *
     * @return by shard, in the manifest's order; no hosts where none are known
     */
    public static List<Map<String, Long>> of(ShardFolder folder, Configuration configuration) throws IOException {
        Path path = new Path(folder.location());
        RemoteIterator<LocatedFileStatus> listing =
                FileSystems.of(path, configuration).listFiles(path, false);
        Map<String, Map<String, Long>> byName = new HashMap<>();
        while (listing.hasNext()) {
            LocatedFileStatus file = listing.next();
            byName.put(file.getPath().getName(), hosts(file.getBlockLocations()));
        }
        return folder.manifest().shards().stream()
                .map(shard -> byName.getOrDefault(shard.file(), Map.of()))
                .toList();
    }

    private static Map<String, Long> hosts(BlockLocation[] blocks) throws IOException {
        Map<String, Long> bytes = new HashMap<>();
        for (BlockLocation block : blocks) {
            for (String host : block.getHosts()) {
                bytes.merge(host, block.getLength(), Long::sum);
            }
        }
        bytes.remove(ANYWHERE);
        return bytes;
    }
}
