package org.sparkresnet.prepare.source;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Lists many folders at once, in Spark tasks.
 *
 * @param context Spark
 * @param configuration of Hadoop
 * @param tasks at least 1
 */
record FolderLister(JavaSparkContext context, Broadcast<SerializableConfiguration> configuration, int tasks) {

    /**
     * One folder.
     *
     * @throws org.sparkresnet.config.InvalidInputException if it cannot be listed
     */
    FolderListing list(String folder) {
        return list(List.of(folder)).get(0);
    }

    /**
     * Folders below another, in the given order.
     *
     * @param names paths below {@code parent}, at least one
     * @throws org.sparkresnet.config.InvalidInputException if one cannot be listed
     */
    List<FolderListing> list(String parent, List<String> names) {
        return list(names.stream().map(name -> parent + "/" + name).toList());
    }

    private List<FolderListing> list(List<String> folders) {
        return Finding.allSound(context.parallelize(folders, Math.min(tasks, folders.size()))
                .map(new ListFolder(configuration))
                .collect());
    }

    private record ListFolder(Broadcast<SerializableConfiguration> configuration)
            implements Function<String, Finding<FolderListing>> {
        @Override
        public Finding<FolderListing> call(String folder) throws IOException {
            return Finding.of(() ->
                    FolderListing.of(new Path(folder), configuration.value().value()));
        }
    }
}
