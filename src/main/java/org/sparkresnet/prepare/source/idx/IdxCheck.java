package org.sparkresnet.prepare.source.idx;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.DamagedFile;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * The task that goes through both files of a pair: headers, numbers, lengths, labels.
 *
 * @param classNames as the source names them, empty if it does not
 * @param configuration of Hadoop
 */
record IdxCheck(List<String> classNames, Broadcast<SerializableConfiguration> configuration)
        implements Function<IdxPair, Finding<IdxFacts>> {

    @Override
    public Finding<IdxFacts> call(IdxPair pair) throws IOException {
        return Finding.of(() -> {
            IdxHeader images = header(pair.images(), IdxKind.IMAGES);
            IdxHeader labels = header(pair.labels(), IdxKind.LABELS);
            requireLength(pair.images(), images);
            requireLength(pair.labels(), labels);
            if (images.count() != labels.count()) {
                throw new InvalidInputException(pair.images() + " holds " + images.count() + " images, " + pair.labels()
                        + " " + labels.count() + " labels; give two files of the same set");
            }
            return new IdxFacts(pair, images, highestLabel(pair.labels(), labels));
        });
    }

    private IdxHeader header(String file, IdxKind kind) {
        return look(file, content -> IdxHeader.read(content, kind, file));
    }

    private void requireLength(String file, IdxHeader header) {
        long expected = header.offset(header.count());
        long found = IdxPair.isCompressed(file)
                ? look(file, content -> content.transferTo(OutputStream.nullOutputStream()))
                : look(file, content -> lengthOf(file));
        if (found != expected) {
            throw new InvalidInputException(file + ": " + found + " bytes long"
                    + (IdxPair.isCompressed(file) ? " when uncompressed" : "") + ", its header tells of "
                    + header.count() + " " + header.kind().word + ", which take " + expected + "; fetch it again");
        }
    }

    private long lengthOf(String file) throws IOException {
        Path path = new Path(file);
        return FileSystems.of(path, hadoop()).getFileStatus(path).getLen();
    }

    private int highestLabel(String file, IdxHeader labels) {
        return look(file, content -> {
            content.skipNBytes(labels.offset(0));
            int highest = 0;
            for (int i = 0; i < labels.count(); i++) {
                int label = content.read();
                if (!classNames.isEmpty() && label >= classNames.size()) {
                    throw new InvalidInputException(file + ": label " + label + " of record " + i + ", but "
                            + IdxListing.CLASSES + " beside it names " + classNames.size()
                            + " classes, label 0 first; add the missing names");
                }
                highest = Math.max(highest, label);
            }
            return highest;
        });
    }

    /** Opens a file and turns what goes wrong into the sentence for the person. */
    private <T> T look(String file, Look<T> look) {
        try (InputStream content = new BufferedInputStream(IdxPair.open(file, 0, hadoop()))) {
            return look.at(content);
        } catch (EOFException | ZipException e) {
            throw DamagedFile.refusal(file, e);
        } catch (IOException e) {
            throw StorageFailure.refusal(file, e);
        }
    }

    private Configuration hadoop() {
        return configuration.value().value();
    }

    /** What is to be learned from a file's uncompressed content. */
    private interface Look<T> {
        T at(InputStream content) throws IOException;
    }
}
