package dev.tollgate.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicThinkingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-3-7-sonnet-20250219 | low     | 8000  | 2048
            claude-sonnet-4-20250514   | minimal | 8000  | 1024
            claude-opus-4-1            | medium  |       | 8192
            claude-haiku-4-5           | high    |       | 16384
            claude-sonnet-4-5          | xhigh   |       | 32000
            claude-sonnet-4-5          | high    | 8000  | 4000
            claude-sonnet-4-5          | high    | 1500  | 1024
            some-other-model           | medium  |       | 2048""")
    void givesOlderModelsABudgetThatLeavesRoomForTheResponse(String model, String effort, Integer limit, int budget) {
        String limitField = limit == null ? "" : ", \"max_tokens\": " + limit;

        JsonNode upstream = EncodedRequest.of(model, "\"reasoning_effort\": \"" + effort + "\"" + limitField);

        assertThat(upstream.path("thinking").toString())
                .isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":" + budget + "}");
        assertThat(upstream.has("output_config")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-opus-4-6   | minimal | low
            claude-opus-4-6   | xhigh   | max
            claude-sonnet-4-6 | low     | low
            claude-opus-4-7   | xhigh   | xhigh
            claude-sonnet-5   | medium  | medium
            claude-haiku-5-5  | high    | high
            claude-fable-5-1  | max     | max
            claude-mythos-preview | high | high""")
    void givesNewerModelsAnEffort(String model, String requested, String effort) {
        JsonNode upstream = EncodedRequest.of(model, "\"reasoning_effort\": \"" + requested + "\"");

        assertThat(upstream.path("thinking").toString())
                .isEqualTo("{\"type\":\"adaptive\",\"display\":\"summarized\"}");
        assertThat(upstream.path("output_config").toString()).isEqualTo("{\"effort\":\"" + effort + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            claude-3-5-haiku-latest | -
            claude-haiku-4-5        | -
            claude-opus-4-8         | -
            claude-opus-5           | disabled
            claude-sonnet-5         | disabled
            claude-sonnet-5-5       | between_tools
            claude-haiku-5-5        | disabled""")
    void effortNoneSwitchesThinkingOff(String model, String type) {
        JsonNode upstream = EncodedRequest.of(model, "\"reasoning_effort\": \"none\"");

        assertThat(upstream.path("thinking").path("type").textValue()).isEqualTo(type);
        assertThat(upstream.has("output_config")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-opus-5-5   | "reasoning_effort": "none"
            claude-fable-5    | "reasoning_effort": "none"
            claude-3-5-sonnet | "reasoning_effort": "high"
            claude-haiku-4-5  | "reasoning_effort": "enormous"
            claude-haiku-4-5  | "reasoning_effort": "low", "max_tokens": 1024
            claude-haiku-4-5  | "reasoning_effort": "low", "tool_choice": "required\"""")
    void rejectsAnEffortThatTheModelDoesNotSupport(String model, String fields) {
        assertThatThrownBy(() -> EncodedRequest.of(model, fields)).hasMessageContaining("'reasoning_effort'");
        assertThat(EncodedRequest.dropping(model, fields).upstream().has("thinking"))
                .isFalse();
    }

    @Test
    void anthropicsOwnFieldTakesPrecedence() {
        JsonNode upstream = EncodedRequest.of(
                "claude-opus-4-6",
                "\"reasoning_effort\": \"low\", \"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2000},"
                        + " \"output_config\": {\"task_budget\": 1}");

        assertThat(upstream.path("thinking").toString()).isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":2000}");
        assertThat(upstream.path("output_config").toString()).isEqualTo("{\"effort\":\"low\",\"task_budget\":1}");
    }
}
