package org.sparkresnet.prepare.source.webdataset;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.prepare.source.CodePointOrder;
import org.sparkresnet.prepare.source.SourcePlace;
import org.sparkresnet.prepare.source.tar.TarArchive;

/**
 * One of the archives.
 *
 * @param name path below the source
 * @param archive where it lies
 */
record WebArchive(String name, TarArchive archive) implements Serializable {
    /** What has a meaning in a pattern of Hadoop's. */
    private static final String SPECIAL = "([\\\\\\[\\]{}*?^])";

    /**
     * The files that a pattern fits, sorted by name; none if there are none.
     *
     * @param pattern of Hadoop's for paths below the source: {@code *}, {@code ?}, {@code [abc]}, <code>{a,b}</code>
     */
    static List<WebArchive> find(SourcePlace place, String pattern) throws IOException {
        String root = place.path().toUri().getPath();
        String escaped = place.path().toString().replaceAll(SPECIAL, "\\\\$1");
        FileStatus[] found = place.files().globStatus(new Path(escaped + "/" + pattern));
        return Arrays.stream(found == null ? new FileStatus[0] : found)
                .filter(FileStatus::isFile)
                .map(file -> of(file.getPath().toUri().getPath().substring(root.length() + 1), file.getLen(), place))
                .sorted(Comparator.comparing(WebArchive::name, CodePointOrder.INSTANCE))
                .toList();
    }

    private static WebArchive of(String name, long length, SourcePlace place) {
        return new WebArchive(name, TarArchive.of(place.path() + "/" + name, length));
    }
}
