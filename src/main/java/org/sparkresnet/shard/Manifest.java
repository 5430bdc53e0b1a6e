package org.sparkresnet.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a folder of shards holds; {@code manifest.json}.
 *
 * @param formatVersion {@value ShardFormat#VERSION}
 * @param classNames name of label i at place i
 * @param classCounts number of records with label i at place i
 * @param records number of records in all shards
 * @param shards in the order of the data set: the records of shard 0 come first
 * @param pictures sizes and statistics
 * @param meanFiles means of each pixel that were asked for, at most one of each size; those without any have no such
 *     property in the JSON
 * @param source where the data came from, for people
 * @param options what the preparation was told: seed, examples per shard, format
 */
@JsonPropertyOrder({
    "formatVersion",
    "classNames",
    "classCounts",
    "records",
    "shards",
    "pictures",
    ManifestJson.MEAN_FILES,
    "source",
    "options"
})
public record Manifest(
        int formatVersion,
        List<String> classNames,
        List<Long> classCounts,
        long records,
        List<ShardEntry> shards,
        PictureFacts pictures,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MeanFile> meanFiles,
        String source,
        Map<String, String> options)
        implements Serializable {
    public Manifest {
        classNames = List.copyOf(classNames);
        classCounts = List.copyOf(classCounts);
        shards = List.copyOf(shards);
        meanFiles = List.copyOf(meanFiles);
        options = sorted(options);
        requireEqual("formatVersion", formatVersion, ShardFormat.VERSION);
        requireEqual("number of classCounts", classCounts.size(), classNames.size());
        requireEqual(
                "sum of classCounts", classCounts.stream().mapToLong(n -> n).sum(), records);
        requireEqual("sum of records of shards", recordsOf(shards), records);
        requireEqual("number of distinct files", distinctFiles(shards), shards.size());
        requireEqual("number of distinct files of means", distinctMeans(meanFiles), meanFiles.size());
    }

    /** A manifest of the version that this program writes, without means of each pixel. */
    public static Manifest of(Classes classes, List<ShardEntry> shards, PictureFacts pictures, Origin origin) {
        return new Manifest(
                ShardFormat.VERSION,
                classes.names(),
                classes.counts(),
                recordsOf(shards),
                shards,
                pictures,
                List.of(),
                origin.source(),
                origin.options());
    }

    /** The same with means of each pixel. */
    public Manifest with(List<MeanFile> means) {
        return new Manifest(formatVersion, classNames, classCounts, records, shards, pictures, means, source, options);
    }

    /**
     * The identity of the data set: SHA-256 of this manifest's JSON with {@link #source} left empty, so that the same
     * data prepared from another place is the same data set; 64 lower-case hexadecimal digits.
     */
    public String checksum() {
        Manifest anywhere =
                new Manifest(formatVersion, classNames, classCounts, records, shards, pictures, meanFiles, "", options);
        return Sha256.hex(Sha256.digest().digest(ManifestJson.write(anywhere)));
    }

    /**
     * Classes of a data set.
     *
     * @param names name of label i at place i
     * @param counts number of records with label i at place i
     */
    public record Classes(List<String> names, List<Long> counts) {}

    /**
     * Where a data set comes from.
     *
     * @param source for people
     * @param options what the preparation was told
     */
    public record Origin(String source, Map<String, String> options) {}

    private static long recordsOf(List<ShardEntry> shards) {
        return shards.stream().mapToLong(ShardEntry::records).sum();
    }

    private static long distinctFiles(List<ShardEntry> shards) {
        return shards.stream().map(ShardEntry::file).distinct().count();
    }

    private static long distinctMeans(List<MeanFile> means) {
        return means.stream().map(MeanFile::file).distinct().count();
    }

    /** Sorted, so that the JSON is the same each time. */
    private static SortedMap<String, String> sorted(Map<String, String> options) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    private static void requireEqual(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalArgumentException(what + " is " + found + ", expected " + expected);
        }
    }
}
