package org.sparkresnet.shard;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * A complete folder of shards.
 *
 * @param location any Hadoop URI
 * @param manifest what the folder holds
 */
public record ShardFolder(String location, Manifest manifest) implements Serializable {

    /**
     * Reads the manifest and compares it with one listing of the folder, so that thousands of shards cost no more than
     * one; contents of shards are checked when they are read.
     *
     * @param location any Hadoop URI
     * @throws InvalidInputException if the folder, its manifest, a shard, an index or a mean is missing, unreadable or
     *     of another length than the manifest says, or the manifest is damaged
     */
    public static ShardFolder open(String location, Configuration configuration) {
        try {
            Path folder = FileSystems.absolute(location, configuration);
            FileSystem files = FileSystems.of(folder, configuration);
            Map<String, Long> lengths = list(location, folder, files);
            Manifest manifest = manifest(location, folder, files, lengths);
            for (ShardEntry shard : manifest.shards()) {
                requireLength(folder, shard.file(), lengths, shard.bytes());
                requireLength(folder, shard.indexFile(), lengths, shard.indexBytes());
            }
            for (MeanFile mean : manifest.meanFiles()) {
                requireLength(folder, mean.file(), lengths, mean.bytes());
            }
            return new ShardFolder(folder.toString(), manifest);
        } catch (IllegalArgumentException | IOException e) {
            throw StorageFailure.refusal(location, e);
        }
    }

    /**
     * Reads the manifest alone, for those who look at every shard themselves.
     *
     * @param location any Hadoop URI
     * @throws InvalidInputException if the folder or its manifest is missing, unreadable or damaged
     */
    public static ShardFolder unchecked(String location, Configuration configuration) {
        try {
            Path folder = FileSystems.absolute(location, configuration);
            FileSystem files = FileSystems.of(folder, configuration);
            return new ShardFolder(folder.toString(), manifest(location, folder, files, list(location, folder, files)));
        } catch (IllegalArgumentException | IOException e) {
            throw StorageFailure.refusal(location, e);
        }
    }

    /** Folders that were made before there were checksums of manifests are read without one. */
    private static Manifest manifest(String location, Path folder, FileSystem files, Map<String, Long> lengths)
            throws IOException {
        if (!lengths.containsKey(ShardFormat.MANIFEST)) {
            throw new InvalidInputException(location + ": no " + ShardFormat.MANIFEST
                    + " in this folder, so it holds no complete data set (an interrupted prepare?); run prepare"
                    + " again");
        }
        Path file = new Path(folder, ShardFormat.MANIFEST);
        byte[] json = read(files, file);
        if (lengths.containsKey(ShardFormat.MANIFEST_SUM)) {
            ManifestSum.require(json, read(files, new Path(folder, ShardFormat.MANIFEST_SUM)), file.toString());
        }
        return ManifestJson.read(json, file.toString());
    }

    /**
     * Makes a folder of shards complete: writes the manifest, behind its checksum. To be called last, when all shards lie
     * in it.
     *
     * @param location any Hadoop URI; a manifest that is there already is replaced
     * @throws InvalidInputException if the disk is full, or another trouble is the person's to end
     * @throws IOException if the file cannot be written
     */
    public static void complete(String location, Manifest manifest, Configuration configuration) throws IOException {
        Path file = new Path(location, ShardFormat.MANIFEST);
        FileSystem files = FileSystems.of(file, configuration);
        byte[] json = ManifestJson.write(manifest);
        Path sum = new Path(location, ShardFormat.MANIFEST_SUM);
        FileSystems.write(files, sum, FileSystems.Content.of(ManifestSum.of(json)));
        FileSystems.write(files, file, FileSystems.Content.of(json));
    }

    /**
     * Whether a manifest lies in the folder, without looking at anything else.
     *
     * @param location any Hadoop URI; need not exist
     * @throws IOException if the file system cannot be asked
     */
    public static boolean isComplete(String location, Configuration configuration) throws IOException {
        Path file = new Path(location, ShardFormat.MANIFEST);
        return FileSystems.of(file, configuration).exists(file);
    }

    /**
     * Whether the manifest has a checksum; those that were written before there was one have none, and may be damaged
     * without anybody's noticing.
     *
     * @throws IOException if the file system cannot be asked
     */
    public boolean hasManifestSum(Configuration configuration) throws IOException {
        Path sum = new Path(location, ShardFormat.MANIFEST_SUM);
        return FileSystems.of(sum, configuration).exists(sum);
    }

    /** Path of shard {@code number}, counted from 0 in the order of the manifest. */
    public String shardPath(int number) {
        return new Path(location, manifest.shards().get(number).file()).toString();
    }

    /**
     * Opens shard {@code number}, counted from 0 in the order of the manifest.
     *
     * @throws IOException if the file system fails
     * @throws InvalidInputException if the shard has vanished
     */
    public ShardReader openShard(int number, Configuration configuration) throws IOException {
        return ShardReader.open(shardPath(number), manifest.shards().get(number), configuration);
    }

    private static Map<String, Long> list(String location, Path folder, FileSystem files) throws IOException {
        try {
            if (!files.getFileStatus(folder).isDirectory()) {
                throw new InvalidInputException(location + ": a file, not a folder of shards; give the folder that"
                        + " holds " + ShardFormat.MANIFEST);
            }
            Map<String, Long> lengths = new HashMap<>();
            for (FileStatus status : files.listStatus(folder)) {
                lengths.put(status.getPath().getName(), status.getLen());
            }
            return lengths;
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(location + ": no such folder; make it with prepare, or mend the path", e);
        }
    }

    private static byte[] read(FileSystem files, Path file) throws IOException {
        try (FSDataInputStream input = files.open(file)) {
            return input.readAllBytes();
        }
    }

    private static void requireLength(Path folder, String name, Map<String, Long> lengths, long expected) {
        Long found = lengths.get(name);
        if (found == null) {
            throw new InvalidInputException(new Path(folder, name)
                    + ": missing, though the manifest names it; copy it again or run prepare again");
        }
        if (found != expected) {
            throw new InvalidInputException(new Path(folder, name) + ": " + found + " bytes long, the manifest says "
                    + expected + "; copy it again or run prepare again");
        }
    }
}
