package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.sparkresnet.shard.ShardRecord;

/** What every test of sound picture folders needs: {@link PictureFolders#writeSource} and its preparation. */
abstract class PictureFolderTest extends SparkTest {
    Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = PictureFolders.writeSource(folder.resolve("source"));
    }

    final PreparationReport prepare(String output, String... others) throws IOException {
        List<String> settings = new ArrayList<>(List.of("prepare.examples-per-shard=5"));
        settings.addAll(List.of(others));
        return Preparation.run(
                spark,
                Prepared.settings("image-folder", source, folder.resolve(output), settings.toArray(String[]::new)));
    }

    final List<ShardRecord> records(String split) throws IOException {
        return Prepared.records(folder.resolve(split));
    }
}
