package org.sparkresnet.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run's folder on HDFS. */
@Tag("cluster")
class HdfsStorageTest {
    @RegisterExtension
    private static final SmallHdfs HDFS = new SmallHdfs();

    @Test
    void fileIsReplacedAsAWhole() throws IOException {
        RunFolder folder = RunFolder.open(HDFS.uri("/replaced"), SmallHdfs.client());
        for (String content : new String[] {"first", "second, longer", "3"}) {
            folder.replace("deep/file.txt", content.getBytes());
            assertThat(new String(HDFS.files()
                            .open(new Path("/replaced/deep/file.txt"))
                            .readAllBytes()))
                    .isEqualTo(content);
        }
        assertThat(folder.list("deep")).hasSize(1);
    }
}
