package org.sparkresnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeFileTest {
    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void nameRecipe() {
        recipe = folder.resolve("some.conf");
    }

    @Test
    void commandLineGoesBeforeTheRecipeAndTheRecipeBeforeTheReference() throws IOException {
        write("spark-resnet { data { lanes = 6, micro-batch = 16 } }");
        Settings settings = load("data.lanes=8");
        assertThat(settings.positiveInt("data.lanes")).isEqualTo(8);
        assertThat(settings.positiveInt("data.micro-batch")).isEqualTo(16);
        assertThat(settings.positiveInt("data.prefetch")).isEqualTo(2);
        settings.throwIfInvalid();
    }

    @Test
    void problemNamesFileAndLine() throws IOException {
        write("# a recipe\nspark-resnet {\n  data.lanes = 0\n  modle.depth = 20\n}\nother = 1\n");
        Settings settings = load("run.seed=x");
        settings.positiveInt("data.lanes");
        settings.wholeNumber("run.seed");
        assertThatThrownBy(settings::throwIfInvalid)
                .hasMessage("4 problems in " + recipe + " and the command line:\n"
                        + "  1. other (" + recipe + ": 6): outside the block spark-resnet { }; move it inside\n"
                        + "  2. modle (" + recipe + ": 4): unknown setting; did you mean model?\n"
                        + "  3. data.lanes = 0 (" + recipe
                        + ": 3): out of range; give a whole number of at least 1\n"
                        + "  4. run.seed = x (command line): wrong type; give a whole number");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(this::load)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "recipe " + recipe + ": no such file; recipes lie in conf/, settings are given as key=value");
    }

    @Test
    void brokenSyntaxNamesTheLine() throws IOException {
        write("spark-resnet {\n  data { lanes = \n");
        assertThatThrownBy(this::load).isInstanceOf(InvalidInputException.class).hasMessageContaining(recipe + ": 3");
    }

    @Test
    void rootThatIsNoBlockIsRefused() throws IOException {
        write("spark-resnet = 5");
        assertThatThrownBy(this::load).isInstanceOf(InvalidInputException.class).hasMessageContaining("some.conf");
    }

    @Test
    void fileThatIsNoTextIsRefused() throws IOException {
        Files.write(recipe, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        assertThatThrownBy(this::load)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not a text in UTF-8");
    }

    @Test
    void unknownVariableIsRefused() throws IOException {
        write("spark-resnet { run.output = ${NO_SUCH_VARIABLE_ANYWHERE}/x }");
        assertThatThrownBy(this::load)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("NO_SUCH_VARIABLE_ANYWHERE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"other.conf\"", "required(\"other.conf\")", "file(\"other.conf\")", "classpath(\"other.conf\")"
            })
    void includedFilesAreRefused(String included) throws IOException {
        Files.writeString(folder.resolve("other.conf"), "data.lanes = 6");
        write("spark-resnet {\n include " + included + "\n}");
        assertThatThrownBy(this::load)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(recipe + ": not a readable recipe: it includes \"other.conf\", but a recipe is one file,"
                        + " which travels with a job; copy what you need from there; mend that line");
    }

    private void write(String text) throws IOException {
        Files.write(recipe, text.getBytes(StandardCharsets.UTF_8));
    }

    private Settings load(String... overrides) {
        return Settings.load(Optional.of(recipe.toString()), List.of(overrides));
    }
}
