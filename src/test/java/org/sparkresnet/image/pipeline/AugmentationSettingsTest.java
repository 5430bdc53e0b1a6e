package org.sparkresnet.image.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkresnet.config.InvalidSettingsException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.Interval;
import org.sparkresnet.image.transform.RandomResizedCrop;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.image.transform.ScaleAndCrop;
import org.sparkresnet.image.transform.Transform.Flip;
import org.sparkresnet.image.transform.Transform.Pad;
import org.sparkresnet.image.transform.Transform.PadAndCrop;

class AugmentationSettingsTest {
    @Test
    void defaultsAreThoseOfThePaper() {
        Settings settings = Settings.load(Optional.empty(), List.of());
        assertThat(Augmentation.forTraining(settings).transforms()).containsExactly(new PadAndCrop(4), new Flip(0.5));
        assertThat(Augmentation.forValidation(settings).transforms()).isEmpty();
        assertThat(settings.isValid()).isTrue();
    }

    @Test
    void listIsReadInItsOrder() {
        Settings settings = load("train", "[{ type = flip, probability = 0.25 }, { type = pad, size = 32 }]");
        assertThat(Augmentation.forTraining(settings).transforms()).containsExactly(new Flip(0.25), new Pad(32));
        assertThat(settings.isValid()).isTrue();
        assertThat(Augmentation.forTraining(load("train", "[]")).transforms()).isEmpty();
        assertThat(Augmentation.forValidation(load("validation", "[{ type = pad, size = 32 }]"))
                        .transforms())
                .containsExactly(new Pad(32));
    }

    @Test
    void transformsOfPhotographsAreRead() {
        Settings settings = load(
                "train",
                "[{ type = random-resized-crop, size = 224, area = [0.08, 1.0], aspect = [0.75, 1.3333333333333333] },"
                        + " { type = scale-and-crop, shorter-side = [256, 480], size = 224 },"
                        + " { type = resize, shorter-side = 256 }, { type = center-crop, size = 224 }]");
        assertThat(Augmentation.forTraining(settings).transforms())
                .containsExactly(
                        new RandomResizedCrop(224, new Interval(0.08, 1), new Interval(0.75, 4 / 3.0)),
                        new ScaleAndCrop(256, 480, 224),
                        new Resize(256),
                        new CenterCrop(224));
        assertThat(settings.isValid()).isTrue();
        Settings validation =
                load("validation", "[{ type = resize, shorter-side = 256 }, { type = center-crop, size = 224 }]");
        assertThat(Augmentation.forValidation(validation).transforms())
                .containsExactly(new Resize(256), new CenterCrop(224));
        assertThat(validation.isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { type = twist }                       | type = twist       | no such transform; choose one of pad, pad-and-crop, flip, resize, center-crop, random-resized-crop, scale-and-crop, color-jitter, lighting
                    { size = 32 }                          | type               | is not set; choose one of pad, pad-and-crop, flip, resize, center-crop, random-resized-crop, scale-and-crop, color-jitter, lighting
                    { type = [pad] }                       | type = ["pad"]     | wrong type; give a text
                    { type = pad }                         | size               | is not set; give a whole number of at least 1
                    { type = pad, size = 0 }               | size = 0           | out of range; give a whole number of at least 1
                    { type = pad, size = 9000 }            | size = 9000        | out of range; give at most 8192
                    { type = pad, size = 32, padding = 4 } | padding = 4        | has no meaning for pad; remove it
                    { type = pad-and-crop }                | padding            | is not set; give a whole number of at least 0
                    { type = pad-and-crop, padding = -1 }  | padding = -1       | out of range; give a whole number of at least 0
                    { type = pad-and-crop, padding = 1.5 } | padding = 1.5      | wrong type; give a whole number of at least 0
                    { type = flip }                        | probability        | is not set; give a number from 0 to 1
                    { type = flip, probability = 2 }       | probability = 2    | out of range; give a number from 0 to 1
                    { type = flip, probability = often }   | probability = often | wrong type; give a number from 0 to 1
                    { type = resize, size = 256, shorter-side = 256 } | size = 256 | has no meaning for resize; remove it
                    { type = resize }                      | shorter-side | is not set; give a whole number of at least 1
                    { type = resize, shorter-side = [8, 9] } | shorter-side = [8,9] | wrong type; give a whole number of at least 1
                    { type = center-crop, size = 9000 }    | size = 9000         | out of range; give at most 8192
                    { type = random-resized-crop, size = 8, aspect = [1, 2] } | area | is not set; give two numbers, the smaller one first, above 0 and at most 1, such as [0.08, 1]
                    { type = random-resized-crop, size = 8, aspect = [1, 2], area = 0.5 } | area = 0.5 | wrong type; give two numbers, the smaller one first, above 0 and at most 1, such as [0.08, 1]
                    { type = random-resized-crop, size = 8, aspect = [1, 2], area = [0.5, 1.5] } | area = [0.5,1.5] | out of range; give two numbers, the smaller one first, above 0 and at most 1, such as [0.08, 1]
                    { type = random-resized-crop, size = 8, aspect = [2, 1], area = [0.5, 1] } | aspect = [2,1] | out of range; give two numbers, the smaller one first, above 0, such as [0.75, 1.3333333333333333]
                    { type = random-resized-crop, size = 8, aspect = [1], area = [0.5, 1] } | aspect = [1] | out of range; give two numbers, the smaller one first, above 0, such as [0.75, 1.3333333333333333]
                    { type = scale-and-crop, size = 224, shorter-side = [200, 300] } | shorter-side = [200,300] | out of range; give two numbers, the smaller one first, in whole pixels from 224 (the size) to 8192
                    { type = scale-and-crop, size = 224, shorter-side = [224.5, 300] } | shorter-side = [224.5,300] | out of range; give two numbers, the smaller one first, in whole pixels from 224 (the size) to 8192
                    { type = scale-and-crop, size = 224, shorter-side = 256 } | shorter-side = 256 | wrong type; give two numbers, the smaller one first, in whole pixels from 224 (the size) to 8192
                    """)
    void mistakeInAnElementIsOneSentence(String element, String keyAndValue, String whatAndRemedy) {
        Settings settings = load("train", "[{ type = pad, size = 8 }, " + element + "]");
        Augmentation.forTraining(settings);
        assertThat(problems(settings))
                .singleElement()
                .asString()
                .startsWith("augment.train[1]." + keyAndValue)
                .endsWith(": " + whatAndRemedy);
    }

    @Test
    void elementThatIsNoObjectIsReported() {
        Settings settings = load("train", "[pad]");
        Augmentation.forTraining(settings);
        assertThat(problems(settings))
                .containsExactly(
                        "augment.train = [\"pad\"] (command line): element 0 is no object;" + " write { type = ... }");
    }

    @Test
    void unknownKeyIsReportedWithASuggestion() {
        Settings settings = load("train", "[{ type = flip, probability = 0.5, probabilty = 0.5 }]");
        Augmentation.forTraining(settings);
        assertThat(problems(settings))
                .singleElement()
                .asString()
                .startsWith("augment.train[0].probabilty = 0.5 (")
                .endsWith(": unknown setting; did you mean probability?");
    }

    @Test
    void validationMustNotTakeChances() {
        Settings settings = load("validation", "[{ type = pad, size = 32 }, { type = pad-and-crop, padding = 4 }]");
        Augmentation.forValidation(settings);
        assertThat(problems(settings))
                .containsExactly(
                        "augment.validation ="
                                + " [{\"size\":32,\"type\":\"pad\"},{\"padding\":4,\"type\":\"pad-and-crop\"}] (command line):"
                                + " a transform with chance in it, which evaluation must not have; use pad, resize and center-crop only");
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        Settings settings = load("train", "[{ type = pad }, { type = twist }, { type = flip, probability = 2 }]");
        Augmentation.forTraining(settings);
        assertThat(problems(settings)).hasSize(3);
    }

    private static Settings load(String key, String list) {
        return Settings.load(Optional.empty(), List.of("augment." + key + "=" + list));
    }

    private static List<String> problems(Settings settings) {
        return catchThrowableOfType(InvalidSettingsException.class, settings::throwIfInvalid)
                .problems();
    }
}
