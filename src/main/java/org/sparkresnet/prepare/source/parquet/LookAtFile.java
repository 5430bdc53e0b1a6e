package org.sparkresnet.prepare.source.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.prepare.source.HighestLabel;

/**
 * The task that reads the end of a file and its labels, and no picture.
 *
 * @param columns that are wanted
 * @param configuration of Hadoop
 */
record LookAtFile(PictureColumns columns, Broadcast<SerializableConfiguration> configuration)
        implements Function<String, Finding<ParquetFacts>> {

    @Override
    public Finding<ParquetFacts> call(String file) throws IOException {
        return Finding.of(() -> look(file, configuration.value().value()));
    }

    private ParquetFacts look(String path, Configuration hadoop) throws IOException {
        try (ParquetFile file = ParquetFile.open(path, hadoop)) {
            MessageType schema = file.footer().getFileMetaData().getSchema();
            columns.projection(schema, path);
            List<RowGroup> groups = groups(path, file.footer().getBlocks());
            HighestLabel highest = HighestLabel.NONE;
            for (RowGroup group : groups) {
                highest = highest.or(highest(file, group, columns.labels(schema, path)));
            }
            return new ParquetFacts(
                    path,
                    groups,
                    highest,
                    HuggingFaceNames.of(file.footer().getFileMetaData().getKeyValueMetaData(), columns.label()));
        }
    }

    private static List<RowGroup> groups(String path, List<BlockMetaData> blocks) {
        List<RowGroup> groups = new ArrayList<>();
        long row = 0;
        for (BlockMetaData block : blocks) {
            groups.add(new RowGroup(path, groups.size(), row, block.getRowCount()));
            row += block.getRowCount();
        }
        return groups;
    }

    private HighestLabel highest(ParquetFile file, RowGroup group, MessageType labels) throws IOException {
        HighestLabel highest = HighestLabel.NONE;
        ParquetFile.Rows rows = file.rows(group, labels);
        for (long i = 0; i < group.rows(); i++) {
            highest = highest.or(new HighestLabel(columns.labelOf(rows.next(), group, i), group.recordName(i)));
        }
        return highest;
    }
}
