package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files written by Parquet's own library, with small groups of rows. */
public final class ParquetFiles {
    /** As Hugging Face's {@code datasets} lays out a set of pictures with classes. */
    public static final MessageType HUGGING_FACE = MessageTypeParser.parseMessageType(
            """
            message schema {
              optional group image {
                optional binary bytes;
                optional binary path (STRING);
              }
              optional int64 label;
            }""");

    private ParquetFiles() {}

    /** What {@code datasets} notes down of such a file. */
    public static Map<String, String> names(String... names) {
        return Map.of(
                "huggingface",
                "{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"}, \"label\": {\"names\": [\""
                        + String.join("\", \"", names) + "\"], \"_type\": \"ClassLabel\"}}}}");
    }

    /** Writes in place of an older file. */
    public static Path write(Path file, MessageType schema, Map<String, String> notes, List<Group> rows)
            throws IOException {
        Files.createDirectories(file.getParent());
        Configuration configuration = new Configuration();
        configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
        configuration.setBoolean("fs.file.impl.disable.cache", true);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toString()), configuration))
                .withType(schema)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withExtraMetaData(notes)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(1000L)
                .withMinRowCountForPageSizeCheck(1)
                .withMaxRowCountForPageSizeCheck(1)
                .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
        return file;
    }
}
