package dev.tollgate.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicFieldsTest {
    private static final String TOOL = "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-haiku-4-5  | n                       | "n": 2
            claude-haiku-4-5  | seed                    | "seed": 1
            claude-haiku-4-5  | presence_penalty        | "presence_penalty": 0.5
            claude-haiku-4-5  | frequency_penalty       | "frequency_penalty": 0.5
            claude-haiku-4-5  | logprobs                | "logprobs": true
            claude-haiku-4-5  | top_logprobs            | "top_logprobs": 2
            claude-haiku-4-5  | logit_bias              | "logit_bias": {"1": 2}
            claude-haiku-4-5  | verbosity               | "verbosity": "low"
            claude-haiku-4-5  | temperature             | "temperature": 1.5
            claude-opus-4-8   | temperature             | "temperature": 0.5
            claude-sonnet-5-5 | top_p                   | "top_p": 0.5
            claude-haiku-4-5  | top_p                   | "temperature": 0.5, "top_p": 0.5
            claude-opus-5     | top_k                   | "top_k": 5
            claude-haiku-4-5  | temperature             | "temperature": 0.5, "reasoning_effort": "low"
            claude-haiku-4-5  | top_p                   | "top_p": 0.5, "reasoning_effort": "low"
            claude-haiku-4-5  | top_k                   | "top_k": 5, "reasoning_effort": "low"
            claude-haiku-4-5  | stop                    | "stop": "\\n"
            claude-haiku-4-5  | response_format         | "response_format": {"type": "grammar"}
            claude-opus-5-5   | response_format         | "response_format": {"type": "json_object"}
            claude-opus-5-5   | tool_choice             | "tool_choice": "required"
            claude-haiku-4-5  | tool_choice             | "tool_choice": {"type": "allowed_tools"}
            claude-haiku-4-5  | tools[0]                | "tools": [{"type": "custom", "custom": {"name": "x"}}]
            claude-opus-4-0   | tools[0].function.strict | "tools": [{"type": "function", "function": {"name": "f", "strict": true}}]
            claude-haiku-4-5  | tools[0].function.name  | "tools": [{"type": "function", "function": {"name": "tollgate_json_answer"}}]
            claude-haiku-4-5  | messages[0].name        | "messages": [{"role": "user", "content": "a", "name": "Ann"}]
            claude-haiku-4-5  | messages[0].audio       | "messages": [{"role": "assistant", "content": "a", "audio": {"id": "1"}}]
            claude-haiku-4-5  | messages[0].content[0]  | "messages": [{"role": "user", "content": [{"type": "input_audio", "input_audio": {}}]}, {"role": "user", "content": "b"}]
            claude-haiku-4-5  | messages[0].content[0]  | "messages": [{"role": "system", "content": [{"type": "image_url", "image_url": {"url": "https://x"}}]}, {"role": "user", "content": "b"}]
            claude-haiku-4-5  | messages[0].content[0].file | "messages": [{"role": "user", "content": [{"type": "file", "file": {"file_id": "f"}}]}, {"role": "user", "content": "b"}]
            claude-haiku-4-5  | messages[0].content[0].image_url.detail | "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://x", "detail": "low"}}]}]
            claude-haiku-4-5  | messages[0].tool_calls[0] | "messages": [{"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "custom"}]}, {"role": "user", "content": "b"}]
            claude-opus-4-6   | messages[1]             | "messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]""")
    void rejectsUnsupportedFieldsByNameOrDropsAndListsThem(String model, String field, String fields) {
        assertThatThrownBy(() -> EncodedRequest.of(model, fields))
                .isInstanceOfSatisfying(GatewayException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
                    assertThat(failure.param()).isEqualTo(field);
                });
        assertThat(EncodedRequest.dropping(model, fields).dropped())
                .singleElement()
                .isIn(field, field.replaceAll("\\[\\d+]", "[]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-opus-5-5  | "temperature": 1, "top_p": 1.0, "presence_penalty": 0, "logprobs": false, "n": 1
            claude-haiku-4-5 | "logit_bias": null, "seed": null, "tool_choice": "auto", "response_format": {"type": "text"}""")
    void doesNotSendDefaults(String model, String fields) {
        assertThat(EncodedRequest.of(model, fields)).isEqualTo(EncodedRequest.of(model, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-3-haiku-20240307, 4096",
        "claude-3-opus-latest, 4096",
        "claude-3-5-sonnet-20241022, 8192",
        "claude-3-7-sonnet-latest, 64000",
        "claude-opus-4-20250514, 32000",
        "claude-sonnet-4-20250514, 64000",
        "claude-opus-4-1-20250805, 32000",
        "claude-sonnet-4-5-20250929, 64000",
        "claude-haiku-4-5, 64000",
        "claude-opus-4-6, 128000",
        "claude-sonnet-5, 128000",
        "claude-opus-5-5, 128000",
        "anthropic/claude-sonnet-4.6, 128000",
        "claude-next, 128000",
        "MiniMax-M2, 4096"
    })
    void sendsTheModelsOwnLimitWhereTheRequestHasNone(String model, int maxTokens) {
        assertThat(EncodedRequest.of(model, "").path("max_tokens").intValue()).isEqualTo(maxTokens);
    }

    @Test
    void theNewerLimitWins() {
        assertThat(EncodedRequest.of("claude-haiku-4-5", "\"max_tokens\": 5, \"max_completion_tokens\": 7")
                        .path("max_tokens")
                        .intValue())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            "auto"                                            | -
            "none"                                            | {"type":"none"}
            "required"                                        | {"type":"any"}
            {"type": "function", "function": {"name": "f"}}   | {"type":"tool","name":"f"}
            "auto", "parallel_tool_calls": false              | {"type":"auto","disable_parallel_tool_use":true}
            "required", "parallel_tool_calls": false          | {"type":"any","disable_parallel_tool_use":true}
            "none", "parallel_tool_calls": false              | {"type":"none"}
            "auto", "parallel_tool_calls": true               | -""")
    void translatesEveryToolChoice(String requested, String choice) {
        var upstream = EncodedRequest.of("claude-haiku-4-5", TOOL + ", \"tool_choice\": " + requested);

        assertThat(upstream.has("tool_choice") ? upstream.path("tool_choice").toString() : null)
                .isEqualTo(choice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            "user": "u1"                                         | {"user_id":"u1"}
            "safety_identifier": "s1"                            | {"user_id":"s1"}
            "user": "u1", "safety_identifier": "s1"              | {"user_id":"u1"}
            "metadata": {"user_id": "m1"}                        | {"user_id":"m1"}""")
    void sendsTheEndUserAsMetadata(String fields, String metadata) {
        assertThat(EncodedRequest.of("claude-haiku-4-5", fields)
                        .path("metadata")
                        .toString())
                .isEqualTo(metadata);
    }

    @ParameterizedTest
    @CsvSource({"256, 256", "257, 64"})
    void aLongUserBecomesItsHash(int length, int sent) {
        String fields = "\"user\": \"" + "u".repeat(length) + "\"";
        assertThat(EncodedRequest.of("claude-haiku-4-5", fields)
                        .at("/metadata/user_id")
                        .asText())
                .hasSize(sent);
    }

    /** BerriAI/litellm#10106: Anthropic answers "user_id appears to contain an email address". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "user": "joe@example.com"                              | user              | ""
            "user": "+1 415 555 2671", "safety_identifier": "s1"   | user              | {"user_id":"s1"}
            "safety_identifier": "(0)30 1234567"                   | safety_identifier | ""
            "metadata": {"user_id": "user_joe@example.com_1"}      | metadata          | ""
            "user": "123", "safety_identifier": "joe@example.com"  | safety_identifier | {"user_id":"123"}""")
    void sendsNoMailAddressAndNoTelephoneNumberAsTheEndUser(String fields, String dropped, String metadata) {
        EncodedRequest encoded = EncodedRequest.dropping("claude-haiku-4-5", fields);

        assertThat(encoded.upstream().path("metadata").toString()).isEqualTo(metadata.replace("\"\"", ""));
        assertThat(encoded.dropped()).containsExactly(dropped);
    }

    @Test
    void dropsAndListsFieldsThatOnlyDescribeTheRequest() {
        EncodedRequest encoded = EncodedRequest.dropping(
                "claude-haiku-4-5", "\"metadata\": {\"team\": \"a\"}, \"store\": true, \"service_tier\": \"flex\"");

        assertThat(encoded.dropped()).isEqualTo(List.of("store", "metadata", "service_tier"));
        assertThat(encoded.upstream()).isEqualTo(EncodedRequest.of("claude-haiku-4-5", ""));
    }

    /** Portkey-AI/gateway#1075: Anthropic takes a PDF's URL in a document only. */
    @ParameterizedTest
    @CsvSource({
        "https://x/a.PDF, document",
        "https://x/a.pdf?b=c, document",
        "https://x/a.png?b=c.pdf, image",
        "https://x/pdf, image"
    })
    void sendsAPdfByUrlAsADocument(String url, String type) {
        JsonNode block = EncodedRequest.of(
                        "claude-haiku-4-5",
                        "\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \""
                                + url + "\"}}]}]")
                .at("/messages/0/content/0");

        assertThat(block.path("type").asText()).isEqualTo(type);
        assertThat(block.at("/source/url").asText()).isEqualTo(url);
    }

    @Test
    void rejectsAnInvalidImageWithItsField() {
        assertThatThrownBy(() -> EncodedRequest.of("claude-haiku-4-5", """
                "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png,x"}}]}]"""))
                .isInstanceOfSatisfying(GatewayException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
                    assertThat(failure.param()).isEqualTo("messages[0].content[0].image_url.url");
                });
    }

    /** Clients that mark each message have more places than Anthropic takes. */
    @Test
    void keepsTheFirstAndTheLastThreePlacesOfTheCache() {
        String marked = "{\"role\": \"user\", \"content\": \"%s\", \"cache_control\": {\"type\": \"ephemeral\"}}";
        String messages = IntStream.range(0, 6).mapToObj(marked::formatted).collect(Collectors.joining(", "));

        EncodedRequest encoded = EncodedRequest.dropping("claude-haiku-4-5", "\"messages\": [" + messages + "]");

        assertThat(encoded.upstream().at("/messages/0/content"))
                .extracting(block -> block.has("cache_control"))
                .containsExactly(true, false, false, true, true, true);
        assertThat(encoded.dropped()).containsExactly("cache_control");
    }

    /** UncommonRoute#1, vellum-ai/vellum-assistant#22191: a long cache may not come after a short one. */
    @Test
    void makesALongCacheShortAfterAShortOne() {
        String tool =
                "{\"type\": \"function\", \"function\": {\"name\": \"f\"}, \"cache_control\": {\"type\": \"ephemeral\"}}";
        String system =
                "{\"role\": \"system\", \"content\": \"a\", \"cache_control\": {\"type\": \"ephemeral\", \"ttl\": \"1h\"}}";
        String messages = "\"messages\": [" + system + ", {\"role\": \"user\", \"content\": \"b\"}]";

        EncodedRequest both = EncodedRequest.dropping("claude-haiku-4-5", "\"tools\": [" + tool + "], " + messages);

        assertThat(both.upstream().at("/system/0/cache_control")).hasToString("{\"type\":\"ephemeral\"}");
        assertThat(both.dropped()).containsExactly("cache_control.ttl");
        assertThat(EncodedRequest.of("claude-haiku-4-5", messages).at("/system/0/cache_control/ttl"))
                .hasToString("\"1h\"");
    }

    @Test
    void sendsAToolOnceAndRefusesAnotherOfTheSameName() {
        String tool = "{\"type\": \"function\", \"function\": {\"name\": \"f\", \"description\": \"%s\"}}";
        String twice = "\"tools\": [" + tool.formatted("a") + ", " + tool.formatted("a") + "]";
        String different = "\"tools\": [" + tool.formatted("a") + ", " + tool.formatted("b") + "]";

        assertThat(EncodedRequest.of("claude-haiku-4-5", twice).path("tools")).hasSize(1);
        assertThatThrownBy(() -> EncodedRequest.of("claude-haiku-4-5", different))
                .hasMessageContaining("'tools[1].function.name'");
    }

    @Test
    void namesTheToolsOfAConversationThatOffersNoneAnyMore() {
        JsonNode upstream = EncodedRequest.of("claude-haiku-4-5", """
                "messages": [{"role": "user", "content": "a"}, \
                {"role": "assistant", "tool_calls": [{"id": "1", "type": "function", "function": {"name": "default_api:f"}}]}, \
                {"role": "tool", "tool_call_id": "1", "content": ""}]""");

        assertThat(upstream.path("tools"))
                .hasToString("[{\"name\":\"default_api_f\",\"input_schema\":{\"properties\":{},\"type\":\"object\"}}]");
        assertThat(upstream.path("tool_choice")).hasToString("{\"type\":\"none\"}");
        assertThat(upstream.at("/messages/1/content/0/name").asText()).isEqualTo("default_api_f");
    }

    /** Sources that another model has found: Claude refuses a citation without an index into its own results. */
    @Test
    void doesNotSendTheSourcesOfOtherModels() {
        EncodedRequest encoded = EncodedRequest.dropping("claude-haiku-4-5", """
                "messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": [{"type": "text", "text": "b",
                  "citations": [{"type": "web_search_result_location", "url": "https://x", "encrypted_index": ""}]}]},
                  {"role": "user", "content": "c"}]""");

        assertThat(encoded.upstream().at("/messages/1/content/0").has("citations"))
                .isFalse();
        assertThat(encoded.dropped()).containsExactly("messages[].content[].citations");
    }
}
