package org.sparkresnet.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.prepare.verify.VerifySettings;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardReader;
import org.sparkresnet.shard.ShardRecord;

/** What goes into a preparation in tests, and what comes out of it. */
final class Prepared {
    private Prepared() {}

    /** Settings as a person gives them, over the defaults. */
    static PrepareSettings settings(String format, Object source, Object output, String... others) {
        List<String> overrides = new ArrayList<>(List.of(
                "prepare.format=" + format, "prepare.source=\"" + source + "\"", "prepare.output=\"" + output + "\""));
        overrides.addAll(List.of(others));
        Settings settings = Settings.load(Optional.empty(), overrides);
        PrepareSettings prepare = PrepareSettings.from(settings);
        settings.throwIfInvalid();
        return prepare;
    }

    /** Settings of a verification of {@code output}. */
    static VerifySettings verifySettings(Object output, String... others) {
        List<String> overrides = new ArrayList<>(List.of("prepare.output=\"" + output + "\""));
        overrides.addAll(List.of(others));
        Settings settings = Settings.load(Optional.empty(), overrides);
        VerifySettings verify = VerifySettings.from(settings);
        settings.throwIfInvalid();
        return verify;
    }

    static Manifest manifest(Path folder) {
        return ShardFolder.open(folder.toString(), new Configuration()).manifest();
    }

    /** In the order of the shards. */
    static List<ShardRecord> records(Path folder) throws IOException {
        Configuration configuration = new Configuration();
        ShardFolder shards = ShardFolder.open(folder.toString(), configuration);
        List<ShardRecord> all = new ArrayList<>();
        for (int i = 0; i < shards.manifest().shards().size(); i++) {
            try (ShardReader reader = shards.openShard(i, configuration)) {
                all.addAll(reader.read(0, shards.manifest().shards().get(i).records()));
            }
        }
        return all;
    }

    /** Path within {@code root} to content, a character per byte. */
    static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** A file as it is stored: with its entry points. */
    static Content.Encoded encoded(byte[] file) {
        try {
            return new Content.Encoded(file, PictureDecoder.entryPoints(file));
        } catch (UndecodableException e) {
            throw new AssertionError(e);
        }
    }
}
