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

    @Test
    void noTextIsAnEmptyObject() {
        assertThat(ToolArguments.object(null)).hasToString("{}");
        assertThat(ToolArguments.text(null)).isEqualTo("{}");
    }
}
