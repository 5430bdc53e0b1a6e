package org.sparkresnet.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A name node and a data node in this process, started by the first class that needs them and stopped when all tests are
 * done.
 */
public final class SmallHdfs implements BeforeAllCallback {
    private static final int BLOCK_BYTES = 1 << 20;

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

    /** A client's configuration that gives up lost blocks at once. */
    public static Configuration client() {
        Configuration configuration = new HdfsConfiguration();
        configuration.setInt("dfs.client.retry.window.base", 1);
        return configuration;
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
                configuration.setInt("dfs.blocksize", BLOCK_BYTES);
                configuration.setInt("dfs.replication", 1);
                // Blocks come and go with the tests; nobody waits for slow disks to forget them.
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
