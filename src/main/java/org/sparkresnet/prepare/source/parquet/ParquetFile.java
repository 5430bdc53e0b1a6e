package org.sparkresnet.prepare.source.parquet;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.StorageFailure;

/**
 * An open file. What Parquet's library throws when a file is damaged, which is anything, becomes a sentence. For one
 * thread.
 */
final class ParquetFile implements Closeable {
    private final String file;
    private final ParquetFileReader reader;

    private ParquetFile(String file, ParquetFileReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** @throws InvalidInputException if it cannot be read, or is no Parquet file */
    static ParquetFile open(String file, Configuration configuration) throws IOException {
        return new ParquetFile(file, reading(file, "", () -> {
            // Parquet's own checksums, where the writer has made them.
            HadoopReadOptions options = (HadoopReadOptions) HadoopReadOptions.builder(configuration)
                    .usePageChecksumVerification(true)
                    .build();
            return ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), configuration), options);
        }));
    }

    /** Schema, groups of rows and what the writer noted down. */
    ParquetMetadata footer() {
        return reader.getFooter();
    }

    /**
     * The rows of a group, in their order.
     *
     * @param projection what is wanted of them
     * @throws InvalidInputException if they cannot be read
     */
    Rows rows(RowGroup group, MessageType projection) throws IOException {
        String where = " in its group of rows " + group.number();
        return reading(file, where, () -> {
            reader.setRequestedSchema(projection);
            PageReadStore pages = reader.readRowGroup(group.number());
            RecordReader<Group> records = new ColumnIOFactory()
                    .getColumnIO(projection)
                    .getRecordReader(pages, new GroupRecordConverter(projection));
            return () -> reading(file, where, records::read);
        });
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static <T> T reading(String file, String where, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(
                    file + ": has changed since prepare listed it; run prepare again when nothing writes there", e);
        } catch (InvalidInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            StorageFailure.refuseIfClear(file, e);
            throw new InvalidInputException(
                    file + ": no sound Parquet file" + where + " (" + e.getMessage()
                            + "); copy it again, or take it out of prepare.source",
                    e);
        }
    }

    /** The next row at each question. */
    interface Rows {
        /** To be asked as often as the group has rows. */
        Group next() throws IOException;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }
}
