package org.sparkresnet.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A name node and a data node in this process, started by the first class that needs them and stopped when all tests are
 * done.
 */
public final class SmallHdfs implements BeforeAllCallback {
    /** Size of a block: the least that a name node allows, and what a file that is being written takes of a quota. */
    public static final int BLOCK_BYTES = 1 << 20;

    private Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SmallHdfs.class))
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
    }

    /** The address of a path. */
    public String uri(String path) {
        return files().getUri() + path;
    }

    /** The file system, as the user who runs the tests, who is its superuser. */
    public DistributedFileSystem files() {
        try {
            return running.cluster.getFileSystem();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a client of so small a cluster should set: it gives up lost blocks at once, and asks every few milliseconds, not
     * after 400, whether the data node has told the name node of the last block of a file that is closed.
     */
    public static Map<String, String> settings() {
        return Map.of(
                "dfs.replication",
                "1",
                "dfs.blocksize",
                Integer.toString(BLOCK_BYTES),
                "dfs.client.retry.window.base",
                "1",
                "dfs.client.block.write.locateFollowingBlock.initial.delay.ms",
                "5",
                "dfs.client.block.write.locateFollowingBlock.retries",
                "12");
    }

    /** The same in a configuration. */
    public static Configuration client() {
        Configuration configuration = new HdfsConfiguration();
        settings().forEach(configuration::set);
        return configuration;
    }

    /** The content of a file. */
    public byte[] read(String path) throws IOException {
        try (InputStream in = files().open(new org.apache.hadoop.fs.Path(path))) {
            return in.readAllBytes();
        }
    }

    /** Names of what lies in a folder, sorted. */
    public List<String> names(String path) throws IOException {
        return Stream.of(files().listStatus(new org.apache.hadoop.fs.Path(path)))
                .map(status -> status.getPath().getName())
                .sorted()
                .toList();
    }

    /** Copies a local folder to a place that is free. */
    public void upload(Path folder, String path) throws IOException {
        files().copyFromLocalFile(new org.apache.hadoop.fs.Path(folder.toUri()), new org.apache.hadoop.fs.Path(path));
    }

    /** Makes a folder that holds so many bytes, of all replicas of its files, and no more. */
    public void makeSmall(String path, long bytes) throws IOException {
        files().mkdirs(new org.apache.hadoop.fs.Path(path));
        files().setQuota(new org.apache.hadoop.fs.Path(path), HdfsConstants.QUOTA_DONT_SET, bytes);
    }

    /** Lets the folder, which is made if it is missing, hold what it will. */
    public void makeLarge(String path) throws IOException {
        files().mkdirs(new org.apache.hadoop.fs.Path(path));
        files().setQuota(new org.apache.hadoop.fs.Path(path), HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
    }

    /** Flips a bit in the middle of every stored block of a file, beneath HDFS's own checksums. */
    public void damage(String path) throws IOException {
        List<String> blocks = Stream.of(files().getFileBlockLocations(new org.apache.hadoop.fs.Path(path), 0, 1 << 30))
                .map(location -> (org.apache.hadoop.fs.HdfsBlockLocation) location)
                .map(location -> location.getLocatedBlock().getBlock().getBlockName())
                .toList();
        for (String block : blocks) {
            Path file = running.blockFile(block);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
    }

    /** The cluster and its disks. */
    private record Running(MiniDFSCluster cluster, Path folder) implements ExtensionContext.Store.CloseableResource {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("hdfs");
                Configuration configuration = new HdfsConfiguration();
                settings().forEach(configuration::set);
                // Recovery of open files travels with the heartbeats.
                configuration.setInt("dfs.heartbeat.interval", 1);
                MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration, folder.toFile())
                        .numDataNodes(1)
                        .build();
                cluster.waitActive();
                return new Running(cluster, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path blockFile(String block) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> file.getFileName().toString().equals(block))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no data node has " + block));
            }
        }

        @Override
        public void close() throws IOException {
            cluster.shutdown();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
