package dev.tollgate.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicThinkingTest {
    private static final String TOOL = "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}]";
    /** The user's question, a call without its thinking, and its result. */
    private static final String LOOP = """
            , "messages": [{"role": "user", "content": "Hi"}, \
            {"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f"}}]}, \
            {"role": "tool", "tool_call_id": "1", "content": "3"}]""";

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

    /** router-for-me/CLIProxyAPI#424, agentgateway/agentgateway#2856: max_tokens must be greater than the budget, from 1,024 on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            claude-sonnet-4-5 | 8000 | 4096 | 4096
            claude-sonnet-4-5 | 4096 | 4096 | 2048
            claude-opus-4-6   | 3000 | 4096 | 1500
            claude-haiku-4-5  | 5000 | 500  | 1024
            claude-haiku-4-5  | 1000 | 4096 | -""")
    void bringsTheCallersBudgetWithinTheLimits(String model, int limit, int requested, Integer budget) {
        EncodedRequest encoded = EncodedRequest.dropping(
                model,
                "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": " + requested + "}, \"max_tokens\": "
                        + limit);

        assertThat(encoded.upstream().has("thinking")).isEqualTo(budget != null);
        assertThat(encoded.upstream().at("/thinking/budget_tokens").asInt()).isEqualTo(budget == null ? 0 : budget);
        assertThat(encoded.dropped()).isEqualTo(budget == null ? List.of("thinking") : List.of());
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
            claude-haiku-4-5  | "reasoning_effort": "low", "tool_choice": "required", "tools": [{"type": "function", "function": {"name": "f"}}]""")
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '~', textBlock = """
            claude-opus-4-7   | {"type":"enabled","budget_tokens":2000}  | {"type":"adaptive","display":"summarized"} | low
            claude-sonnet-5   | {"type":"enabled","budget_tokens":8192}  | {"type":"adaptive","display":"summarized"} | medium
            claude-opus-5-5   | {"type":"enabled","budget_tokens":30000} | {"type":"adaptive","display":"summarized"} | high
            claude-opus-4-6   | {"type":"enabled","budget_tokens":2000}  | {"type":"enabled","budget_tokens":2000}    | -
            claude-sonnet-4-5 | {"type":"adaptive"}                      | {"type":"enabled","budget_tokens":16384}   | -
            claude-sonnet-5-5 | {"type":"disabled"}                      | {"type":"between_tools"}                   | -
            claude-sonnet-4-5 | {"type":"disabled"}                      | {"type":"disabled"}                        | -
            MiniMax-M2        | {"type":"adaptive"}                      | {"type":"adaptive"}                        | -""")
    void convertsAnthropicsOwnFieldToWhatTheModelTakes(String model, String own, String thinking, String effort) {
        JsonNode upstream = EncodedRequest.of(model, "\"thinking\": " + own);

        assertThat(upstream.path("thinking")).hasToString(thinking);
        assertThat(upstream.path("output_config").path("effort").textValue()).isEqualTo(effort);
    }

    @Test
    void aModelThatMustCallAToolGetsTheEffortAlone() {
        String forced = TOOL + ", \"tool_choice\": \"required\"";

        JsonNode upstream = EncodedRequest.of("claude-opus-4-6", forced + ", \"reasoning_effort\": \"low\"");
        assertThat(upstream.has("thinking")).isFalse();
        assertThat(upstream.path("output_config")).hasToString("{\"effort\":\"low\"}");

        EncodedRequest own = EncodedRequest.dropping(
                "claude-sonnet-4-5", forced + ", \"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2000}");
        assertThat(own.upstream().has("thinking")).isFalse();
        assertThat(own.dropped()).containsExactly("thinking");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            claude-sonnet-4-5 | "reasoning_effort": "high"                                  | reasoning_effort
            claude-sonnet-4-5 | "thinking": {"type": "enabled", "budget_tokens": 2000}      | thinking
            claude-opus-4-6   | "thinking": {"type": "enabled", "budget_tokens": 2000}      | thinking""")
    void doesNotThinkInAToolLoopThatLacksItsThinking(String model, String fields, String dropped) {
        EncodedRequest encoded = EncodedRequest.dropping(model, TOOL + ", " + fields + LOOP);

        assertThat(encoded.upstream().has("thinking")).isFalse();
        assertThat(encoded.dropped()).containsExactly(dropped);
    }

    @Test
    void adaptiveThinkingGoesOnInAToolLoopThatLacksIt() {
        EncodedRequest encoded =
                EncodedRequest.dropping("claude-opus-4-6", TOOL + ", \"reasoning_effort\": \"high\"" + LOOP);

        assertThat(encoded.upstream().path("thinking").path("type").textValue()).isEqualTo("adaptive");
        assertThat(encoded.dropped()).isEmpty();
    }

    @Test
    void aLoopWithoutThinkingKeepsNoneOfItsBlocks() {
        String mixed = LOOP.replace(
                "\"content\": null",
                "\"content\": null, \"thinking_blocks\": [{\"type\": \"thinking\", \"thinking\": \"t\", \"signature\": \"s\"}]");
        String more = mixed.substring(0, mixed.length() - 1)
                + ", {\"role\": \"assistant\", \"tool_calls\": [{\"id\": \"2\", \"type\": \"function\", \"function\": {\"name\": \"f\"}}]}"
                + ", {\"role\": \"tool\", \"tool_call_id\": \"2\", \"content\": \"4\"}]";

        EncodedRequest encoded =
                EncodedRequest.dropping("claude-sonnet-4-5", TOOL + ", \"reasoning_effort\": \"high\"" + more);

        assertThat(encoded.upstream().toString()).doesNotContain("signature");
        assertThat(encoded.dropped()).containsExactly("reasoning_effort", "messages[].thinking_blocks");
    }
}
