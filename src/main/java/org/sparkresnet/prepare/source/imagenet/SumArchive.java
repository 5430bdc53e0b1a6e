package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.prepare.source.Finding;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * The task that reads a file from its first byte to its last and answers its MD5, 32 hexadecimal digits in small letters.
 *
 * @param configuration of Hadoop
 */
record SumArchive(Broadcast<SerializableConfiguration> configuration) implements Function<String, Finding<String>> {
    private static final int PIECE_BYTES = 4 << 20;

    @Override
    public Finding<String> call(String file) throws IOException {
        return Finding.of(() -> sum(new Path(file), configuration.value().value()));
    }

    private static String sum(Path file, Configuration configuration) throws IOException {
        MessageDigest digest = md5();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream input = FileSystems.of(file, configuration).open(file, PIECE_BYTES)) {
            for (int length = input.read(piece); length >= 0; length = input.read(piece)) {
                digest.update(piece, 0, length);
            }
        } catch (IOException e) {
            StorageFailure.refuseIfClear(file, e);
            throw e;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks MD5, which its specification demands", e);
        }
    }
}
