package org.sparkresnet.prepare.verify;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.imagenet.ComparedArchive;
import org.sparkresnet.shard.MeanFile;
import org.sparkresnet.shard.MeanFiles;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/** Checks folders of shards. */
public final class Verification {
    private static final int MOST_NAMED = 10;

    private final JavaSparkContext context;
    private final VerifySettings settings;

    private Verification(JavaSparkContext context, VerifySettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * Reads every byte of every shard, of manifests and of means of each pixel, and of archives if that is asked; writes
     * nothing.
     *
     * @return what was found sound
     * @throws InvalidInputException with a sentence for each of the first ten faults, and their number
     */
    public static VerificationReport run(JavaSparkContext context, VerifySettings settings) {
        return new Verification(context, settings).run();
    }

    private VerificationReport run() {
        List<VerificationReport.Folder> sound = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String folder : folders(settings.place(), context.hadoopConfiguration())) {
            long start = System.nanoTime();
            try {
                ShardFolder shards = ShardFolder.unchecked(folder, context.hadoopConfiguration());
                boolean manifestSum = shards.hasManifestSum(context.hadoopConfiguration());
                CheckedFolder checked = new CheckedFolder(shards.manifest(), manifestSum, folder, check(shards));
                faults.addAll(checked.faults());
                faults.addAll(damagedMeans(shards));
                sound.add(checked.report((System.nanoTime() - start) / 1e9));
            } catch (InvalidInputException e) {
                faults.add(e.getMessage());
            } catch (IOException e) {
                faults.add(StorageFailure.refusal(folder, e).getMessage());
            }
        }
        List<ComparedArchive> archives = compareArchives(faults);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(sentences(faults));
        }
        return new VerificationReport(sound, archives);
    }

    /** None if that is not asked. */
    private List<ComparedArchive> compareArchives(List<String> faults) {
        if (settings.archives().isEmpty()) {
            return List.of();
        }
        try {
            List<ComparedArchive> archives = settings.archives().get().run(context);
            archives.stream()
                    .filter(archive -> !archive.isRight())
                    .map(ComparedArchive::sentence)
                    .forEach(faults::add);
            return archives;
        } catch (InvalidInputException e) {
            faults.add(e.getMessage());
            return List.of();
        }
    }

    private List<CheckedShard> check(ShardFolder shards) {
        List<Integer> numbers =
                IntStream.range(0, shards.manifest().shards().size()).boxed().toList();
        int tasks = settings.tasks() > 0 ? settings.tasks() : context.defaultParallelism();
        // Several shards a task and more tasks than cores, so that the last cores do not wait long for one another.
        int slices = Math.min(numbers.size(), tasks * 4);
        return numbers.isEmpty()
                ? List.of()
                : context.parallelize(numbers, slices)
                        .map(new CheckShard(
                                context.broadcast(shards),
                                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()))))
                        .collect();
    }

    private List<String> damagedMeans(ShardFolder shards) {
        List<String> faults = new ArrayList<>();
        for (MeanFile mean : shards.manifest().meanFiles()) {
            try {
                MeanFiles.read(shards.location(), mean, context.hadoopConfiguration());
            } catch (InvalidInputException e) {
                faults.add(e.getMessage());
            } catch (IOException e) {
                faults.add(StorageFailure.refusal(shards.location(), e).getMessage());
            }
        }
        return faults;
    }

    /** The folder itself if it holds a manifest, otherwise the folders in it, but for those that are being written. */
    private static List<String> folders(String place, Configuration configuration) {
        try {
            Path path = FileSystems.absolute(place, configuration);
            if (ShardFolder.isComplete(path.toString(), configuration)) {
                return List.of(path.toString());
            }
            FileSystem files = FileSystems.of(path, configuration);
            TreeSet<String> folders = new TreeSet<>();
            for (FileStatus status : files.listStatus(path)) {
                String name = status.getPath().getName();
                if (status.isDirectory() && !name.startsWith(".")) {
                    folders.add(new Path(path, name).toString());
                }
            }
            if (folders.isEmpty()) {
                throw new InvalidInputException(place + ": no folder of shards is there; mend prepare.output, or run"
                        + " prepare without prepare.verify=true first");
            }
            return List.copyOf(folders);
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(place + ": no such folder; mend prepare.output", e);
        } catch (IllegalArgumentException | IOException e) {
            throw StorageFailure.refusal("prepare.output = " + place, e);
        }
    }

    private static String sentences(List<String> faults) {
        List<String> lines = new ArrayList<>();
        if (faults.size() > 1) {
            lines.add(
                    faults.size() + " faults" + (faults.size() > MOST_NAMED ? ", the first " + MOST_NAMED : "") + ":");
        }
        faults.stream().limit(MOST_NAMED).forEach(lines::add);
        return String.join("\n", lines);
    }
}
