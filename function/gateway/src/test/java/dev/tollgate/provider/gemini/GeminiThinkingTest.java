package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiThinkingTest {

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, none, '{\"thinkingBudget\":0}'",
        "gemini-2.5-flash, minimal, '{\"includeThoughts\":true,\"thinkingBudget\":1024}'",
        "gemini-2.5-flash-lite, low, '{\"includeThoughts\":true,\"thinkingBudget\":1024}'",
        "gemini-2.5-pro, medium, '{\"includeThoughts\":true,\"thinkingBudget\":8192}'",
        "gemini-2.5-pro, high, '{\"includeThoughts\":true,\"thinkingBudget\":24576}'",
        "gemini-3-pro-preview, low, '{\"includeThoughts\":true,\"thinkingLevel\":\"low\"}'",
        "gemini-3-flash-preview, minimal, '{\"includeThoughts\":true,\"thinkingLevel\":\"minimal\"}'",
        "gemini-3.1-pro-preview, medium, '{\"includeThoughts\":true,\"thinkingLevel\":\"medium\"}'",
        "gemini-4-argon, xhigh, '{\"includeThoughts\":true,\"thinkingLevel\":\"high\"}'",
        "gemini-3-pro-preview, medium, '{\"includeThoughts\":true,\"thinkingLevel\":\"high\"}'",
        "gemini-3.7-flash, minimal, '{\"includeThoughts\":true,\"thinkingLevel\":\"low\"}'",
        "gemma-4-31b-it, minimal, '{\"includeThoughts\":true,\"thinkingLevel\":\"minimal\"}'",
        "gemma-4-31b-it, medium, '{\"includeThoughts\":true,\"thinkingLevel\":\"high\"}'",
        "gemini-flash-latest, max, '{\"includeThoughts\":true,\"thinkingLevel\":\"high\"}'"
    })
    void translatesAnEffortToABudgetOrALevel(String model, String effort, String config) {
        assertThat(config(model, effort)).hasToString(config);
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-pro, none, cannot turn this model's thinking off",
        "gemini-3-pro-preview, none, cannot turn this model's thinking off",
        "gemini-2.0-flash, low, cannot think with this model",
        "gemini-1.5-pro, high, cannot think with this model",
        "gemini-2.5-flash-image, low, cannot think with this model",
        "gemma-3-27b-it, low, cannot think with this model",
        "gemini-3-pro-preview, utmost, 'supports only the efforts none, minimal, low, medium, high, xhigh and max'"
    })
    void rejectsAnEffortThatTheModelDoesNotSupport(String model, String effort, String reason) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> config(model, effort))
                .withMessage("Unsupported parameter: 'reasoning_effort': gemini " + reason + ".");
    }

    /** mozilla-ai/any-llm#1313 */
    @ParameterizedTest
    @CsvSource({
        "gemini-3-pro-preview, '{\"thinkingLevel\":\"low\"}'",
        "gemini-3-flash-preview, '{\"thinkingLevel\":\"minimal\"}'",
        "models/gemini-3-flash-preview, '{\"thinkingLevel\":\"minimal\"}'",
        "gemini-3.7-flash, '{\"thinkingLevel\":\"low\"}'",
        "gemini-2.5-pro, '{\"thinkingBudget\":128}'",
        "models/gemini-2.5-flash, '{\"thinkingBudget\":0}'"
    })
    void aModelThatAlwaysThinksThinksAsLittleAsItCan(String model, String config) {
        UnsupportedFields unsupported = new UnsupportedFields("gemini", DropPolicy.HINTS);
        assertThat(GeminiThinking.config("none", GeminiModel.of(model), unsupported))
                .hasToString(config);
        assertThat(unsupported.fields().contains("reasoning_effort"))
                .isNotEqualTo(model.equals("models/gemini-2.5-flash"));
    }

    /** nashsu/llm_wiki#336: a request that Claude was to answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"thinking":{"type":"disabled"}}                       | {"thinkingBudget":0}
        {"thinking":{"type":"enabled","budget_tokens":1024}}   | {"includeThoughts":true,"thinkingBudget":1024}
        {"output_config":{"effort":"low"}}                     | {"includeThoughts":true,"thinkingBudget":1024}""")
    void claudesThinkingIsAnEffort(String fields, String config) {
        UnsupportedFields strict = new UnsupportedFields("gemini", DropPolicy.NOTHING);
        assertThat(EncodedRequest.sent("gemini-2.5-flash", fields, strict).at("/generationConfig/thinkingConfig"))
                .hasToString(config);
    }

    @Test
    void sendsNothingWithoutAnEffort() {
        assertThat(config("gemini-2.5-pro", null)).isNull();
        assertThat(config("gemini-2.0-flash", "none")).isNull();
    }

    private static JsonNode config(String model, String effort) {
        return GeminiThinking.config(
                effort, GeminiModel.of(model), new UnsupportedFields("gemini", DropPolicy.NOTHING));
    }
}
