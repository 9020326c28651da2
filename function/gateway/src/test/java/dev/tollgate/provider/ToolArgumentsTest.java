package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models write the arguments of calls, so a conversation may contain any text there. */
final class ToolArgumentsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"city":"Rome"} | {"city":"Rome"}
        ' '             | {}
        [1]             | {"arguments":"[1]"}
        {"city":        | {"arguments":"{\\"city\\":"}
        Rome            | {"arguments":"Rome"}
        """)
    void anyTextBecomesAnObject(String text, String object) {
        assertThat(ToolArguments.object(text)).hasToString(object);
    }

    /** sgl-project/sglang#28035, justrach/codegraff#752: servers fail on what is no object. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        { "city" : 1.50 } | { "city" : 1.50 }
        ' '               | {}
        "Rome"            | {"arguments":"\\"Rome\\""}
        {"city":          | {"arguments":"{\\"city\\":"}
        {"a":1}{"a":1}    | {"arguments":"{\\"a\\":1}{\\"a\\":1}"}
        {"arguments":"x"} | {"arguments":"x"}
        """)
    void textOfAnObjectStaysAsItIs(String text, String object) {
        assertThat(ToolArguments.objectText(text)).isEqualTo(object);
    }

    @Test
    void noTextIsAnEmptyObject() {
        assertThat(ToolArguments.objectText(null)).isEqualTo("{}");
        assertThat(ToolArguments.object(null)).hasToString("{}");
        assertThat(ToolArguments.text(null)).isEqualTo("{}");
    }
}
