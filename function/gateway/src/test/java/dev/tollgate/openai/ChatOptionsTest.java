package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatOptionsTest {

    @Test
    void readsEveryOption() throws JsonProcessingException {
        assertThat(options("""
                {"tool_choice": {"type": "function", "function": {"name": "f"}}, "parallel_tool_calls": false,
                 "response_format": {"type": "json_object"}, "reasoning_effort": "low", "stop": ["a", "b"], "seed": 7,
                 "presence_penalty": 0.5, "frequency_penalty": -1, "logprobs": true, "top_logprobs": 3, "user": "u"}"""))
                .isEqualTo(new ChatOptions(
                        new ToolChoice.Named("f"),
                        false,
                        new ResponseFormat.JsonObject(),
                        "low",
                        List.of("a", "b"),
                        7L,
                        new BigDecimal("0.5"),
                        new BigDecimal("-1"),
                        true,
                        3,
                        "u"));
    }

    @Test
    void absentOptionsHaveTheirDefaults() throws JsonProcessingException {
        assertThat(options("{\"stop\": null, \"tool_choice\": null}"))
                .isEqualTo(new ChatOptions(
                        new ToolChoice.Auto(),
                        null,
                        new ResponseFormat.Text(),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        false,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                stop                              | {"stop": 5}
                stop                              | {"stop": ["a", 1]}
                seed                              | {"seed": 1.5}
                seed                              | {"seed": "1"}
                top_logprobs                      | {"top_logprobs": 99999999999}
                logprobs                          | {"logprobs": "yes"}
                tool_choice                       | {"tool_choice": "always"}
                tool_choice.function.name         | {"tool_choice": {"type": "function"}}
                response_format                   | {"response_format": "json"}
                response_format.json_schema.name  | {"response_format": {"type": "json_schema", "json_schema": {}}}
                """)
    void anOptionOfTheWrongTypeFailsWithItsField(String field, String request) {
        assertThatThrownBy(() -> options(request))
                .isInstanceOf(GatewayException.class)
                .hasFieldOrPropertyWithValue("kind", ErrorKind.INVALID_VALUE)
                .hasFieldOrPropertyWithValue("param", field);
    }

    private static ChatOptions options(String request) throws JsonProcessingException {
        return ChatOptions.of(JsonCodec.mapper().readValue(request, ChatRequest.class));
    }
}
