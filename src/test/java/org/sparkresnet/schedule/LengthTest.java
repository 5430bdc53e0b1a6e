package org.sparkresnet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthTest {
    @ParameterizedTest
    @CsvSource({
        "90ep, 1251, 112590",
        "0.25ep, 1000, 250",
        "0.25ep, 10, 3",
        "0.25ep, 9, 2",
        "0.0001ep, 10, 1",
        "0ep, 10, 0",
        "500ba, 7, 500",
        "0ba, 7, 0"
    })
    void stepsAreRoundedToTheNearest(String text, long stepsPerEpoch, long steps) {
        assertThat(Length.parse(text).steps(stepsPerEpoch)).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90ep", "0.25ep", "500ba", "0ep", "0.0001ep", "100000000ba", "12.5ep"})
    void textIsGivenBack(String text) {
        assertThat(Length.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ep", "90", "-1ep", "1 ep", "1e3ep", ".5ep", "1.ep", "NaNep", "90EP", "1ep2ba", "٣ep"})
    void whatIsNoNumberWithAUnitIsRefusedWithARemedy(String text) {
        assertThatThrownBy(() -> Length.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "not a number with a unit; write a length such as 90ep (epochs) or 500ba (batches = steps)");
    }

    @Test
    void unknownUnitIsNamed() {
        assertThatThrownBy(() -> Length.parse("5min"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown unit min; write");
    }

    @Test
    void batchesAreWhole() {
        assertThatThrownBy(() -> Length.parse("0.5ba")).hasMessageStartingWith("there is no part of a batch; give");
    }

    @Test
    void absurdLengthIsRefused() {
        assertThatThrownBy(() -> Length.parse("99999999999999999999ep"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a length lies between 0 and 1e9;");
    }

    @Test
    void epochWithoutStepsIsADefect() {
        assertThatThrownBy(() -> Length.parse("1ep").steps(0)).hasMessage("stepsPerEpoch is 0, must be at least 1");
    }
}
