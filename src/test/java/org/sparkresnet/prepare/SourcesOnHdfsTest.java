package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sparkresnet.storage.SmallHdfs;

/** Archives and folders on HDFS give the shards that the same on the local disk give. */
@Tag("cluster")
class SourcesOnHdfsTest extends SparkTest {
    @RegisterExtension
    private static final SmallHdfs HDFS = new SmallHdfs();

    @Test
    void foldersAreRead() throws Exception {
        Path source = PictureFolders.writeSource(folder.resolve("pictures"));
        PictureFolders.write(source.resolve("train/cat/a#b %20.png"), PictureFolders.picture("png", 3, 3, 1));
        assertSameShards("image-folder", source, "/pictures");
    }

    @Test
    void archivesAreRead() throws Exception {
        Path archive = Files.write(
                folder.resolve("cifar-100-binary.tar.gz"), CifarFiles.gzip(CifarFiles.tar(CifarFiles.hundred())));
        assertSameShards("cifar-100", archive, "/cifar-100-binary.tar.gz");
    }

    private void assertSameShards(String format, Path source, String there) throws IOException {
        HDFS.upload(source, there);
        Preparation.run(spark, Prepared.settings(format, source, folder.resolve("expected")));
        Preparation.run(spark, Prepared.settings(format, HDFS.uri(there), folder.resolve("found")));
        Map<String, String> expected = Prepared.files(folder.resolve("expected"));
        Map<String, String> found = Prepared.files(folder.resolve("found"));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        // The manifests name their sources.
        expected.keySet().removeIf(name -> name.endsWith("manifest.json.sha256"));
        expected.forEach((name, content) -> assertThat(found.get(name))
                .as(name)
                .isEqualTo(content.replace("\"" + source + "\"", "\"" + HDFS.uri(there) + "\"")));
    }
}
