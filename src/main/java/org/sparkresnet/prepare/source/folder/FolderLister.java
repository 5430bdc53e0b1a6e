package org.sparkresnet.prepare.source.folder;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.SourceTasks;

/**
 * Lists many folders at once.
 *
 * @param spark that does it
 */
record FolderLister(SourceTasks spark) {

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
        return Finding.allSound(
                spark.spread(folders).map(new ListFolder(spark.configuration())).collect());
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
