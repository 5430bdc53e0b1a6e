package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.verify.Verification;

class ArchiveSumsTest extends SparkTest {
    private static final String CHECK = "prepare.imagenet.check-archives=true";
    private static final Map<String, String> FILES = Map.of(
            "train", "ILSVRC2012_img_train.tar",
            "validation", "ILSVRC2012_img_val.tar",
            "devkit", "ILSVRC2012_devkit_t12.tar.gz");

    private Path source;

    @BeforeEach
    void writeArchives() throws IOException {
        source = ImageNetFiles.small().writeArchives(folder.resolve("archives"));
    }

    @Test
    void archivesOfOnesOwnAreRefusedIfThePublishedOnesAreAskedFor() throws Exception {
        assertThatThrownBy(() -> prepare(List.of(CHECK)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(String.join(
                        "\n",
                        sentence("train", "1d675b47d978889d74fa0da5fadfb00e"),
                        sentence("validation", "29b22e2961454d5413ddabcf34fc5622"),
                        sentence("devkit", "fa75699e90414af021442c21a62c3abf")));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void archivesWithTheRightSumsArePreparedAndVerified() throws Exception {
        List<String> sums = sums();
        prepare(sums);
        List<String> settings = new ArrayList<>(sums);
        settings.add("prepare.format=imagenet");
        settings.add("prepare.source=" + source);
        assertThat(verify(settings))
                .contains(source.resolve(FILES.get("train")).toString(), "sound: MD5 " + md5("train"))
                .contains("sound: MD5 " + md5("validation"), "sound: MD5 " + md5("devkit"));
        flipLastByte("validation");
        String expected = setting(sums, "validation");
        assertThatThrownBy(() -> verify(settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence("validation", expected.toLowerCase(Locale.ROOT)));
        settings.remove(CHECK);
        assertThat(verify(settings)).doesNotContain("MD5");
    }

    @Test
    void aSplitThatIsNotWantedIsNotCompared() throws Exception {
        List<String> settings = sums();
        settings.add("prepare.imagenet.splits=[validation]");
        flipLastByte("train");
        prepare(settings);
        assertThat(folder.resolve("out/validation/manifest.json")).exists();
    }

    @Test
    void aSumThatIsNoneIsNamed() {
        assertThatThrownBy(() -> prepare(List.of("prepare.imagenet.md5.train=1d675b47")))
                .hasMessageContaining("prepare.imagenet.md5.train = 1d675b47")
                .hasMessageContaining("no MD5; give 32 hexadecimal digits");
    }

    @Test
    void theScriptKnowsTheSameSums() throws Exception {
        Map<String, String> settings =
                Settings.load(Optional.empty(), List.of()).values();
        String script = Files.readString(Path.of("data-prep/imagenet.sh"));
        FILES.forEach((key, file) ->
                assertThat(script).contains("[" + file + "]=" + settings.get("prepare.imagenet.md5." + key)));
    }

    private void prepare(List<String> settings) throws IOException {
        Preparation.run(
                spark, Prepared.settings("imagenet", source, folder.resolve("out"), settings.toArray(String[]::new)));
    }

    private String verify(List<String> settings) {
        return Verification.run(spark, Prepared.verifySettings(folder.resolve("out"), settings.toArray(String[]::new)))
                .table();
    }

    private List<String> sums() throws Exception {
        List<String> settings = new ArrayList<>(List.of(CHECK));
        for (String key : FILES.keySet()) {
            settings.add("prepare.imagenet.md5." + key + "=" + md5(key).toUpperCase(Locale.ROOT));
        }
        return settings;
    }

    private static String setting(List<String> settings, String key) {
        return settings.stream()
                .filter(setting -> setting.contains(".md5." + key + "="))
                .map(setting -> setting.substring(setting.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    private void flipLastByte(String key) throws IOException {
        Path file = source.resolve(FILES.get(key));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    private String sentence(String key, String expected) throws Exception {
        return source.resolve(FILES.get(key)) + ": has MD5 " + md5(key) + ", expected " + expected
                + "; download it again, or set prepare.imagenet.check-archives=false if it is of your own making";
    }

    private String md5(String key) throws Exception {
        byte[] bytes = Files.readAllBytes(source.resolve(FILES.get(key)));
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
