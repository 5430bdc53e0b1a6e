package org.sparkresnet.prepare.source.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.sparkresnet.prepare.source.picture.EncodedPicture;

/**
 * The task that reads groups of rows with their pictures, one row after another.
 *
 * @param columns that are wanted
 * @param configuration of Hadoop
 */
record ReadRows(PictureColumns columns, Broadcast<SerializableConfiguration> configuration)
        implements FlatMapFunction<RowGroup, EncodedPicture> {

    @Override
    public Iterator<EncodedPicture> call(RowGroup group) throws IOException {
        ParquetFile file = ParquetFile.open(group.file(), configuration.value().value());
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(file));
        MessageType schema = file.footer().getFileMetaData().getSchema();
        return new Rows(group, columns, file, columns.projection(schema, group.file()));
    }

    private static void close(ParquetFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the file behind its last row; the end of the task closes one that was not read so far. */
    private static final class Rows implements Iterator<EncodedPicture> {
        private final RowGroup group;
        private final PictureColumns columns;
        private final ParquetFile file;
        private final ParquetFile.Rows rows;
        private long next;

        Rows(RowGroup group, PictureColumns columns, ParquetFile file, MessageType projection) throws IOException {
            this.group = group;
            this.columns = columns;
            this.file = file;
            this.rows = file.rows(group, projection);
        }

        @Override
        public boolean hasNext() {
            if (next == group.rows()) {
                close(file);
            }
            return next < group.rows();
        }

        @Override
        public EncodedPicture next() {
            if (next == group.rows()) {
                throw new NoSuchElementException("the group of rows has ended");
            }
            try {
                Group row = rows.next();
                int label = columns.labelOf(row, group, next);
                EncodedPicture picture = new PictureRow(group.recordName(next), label, columns.pictureOf(row));
                next++;
                return picture;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
