package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.provider.DropPolicy;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider wants in the prompt for an answer in JSON, and ids of a length that it takes. */
class JsonInstructionTest {
    private static final String OBJECT = "\"response_format\":{\"type\":\"json_object\"}";
    private static final String SCHEMA =
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":{\"type\":\"object\"}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hi                 | 2
            Answer in JSON: hi | 1
            """)
    void theWordJsonIsInThePrompt(String prompt, int messages) {
        var sent = CompatibleRequest.of("openai", "gpt-4o", request(prompt, OBJECT), DropPolicy.NOTHING)
                .json();

        assertThat(sent.path("messages")).hasSize(messages);
        assertThat(sent.path("messages").toString().toLowerCase(Locale.ROOT)).contains("json");
    }

    @Test
    void aSchemaIsInThePromptWhereTheProviderTakesNone() {
        CompatibleRequest sent =
                CompatibleRequest.of("deepseek", "deepseek-chat", request("Hi", SCHEMA), DropPolicy.HINTS);

        assertThat(sent.json().at("/response_format/type").asText()).isEqualTo("json_object");
        assertThat(sent.json().at("/messages/0/content").asText())
                .isEqualTo("Answer with a JSON object that matches this JSON Schema: {\"type\":\"object\"}");
        assertThat(sent.dropped()).containsExactly("response_format.json_schema");
        assertThatThrownBy(() ->
                        CompatibleRequest.of("deepseek", "deepseek-chat", request("Hi", SCHEMA), DropPolicy.NOTHING))
                .hasMessageContaining("'response_format.json_schema': deepseek enforces no schema");
    }

    /** 567-labs/instructor#1005: Perplexity takes a schema only. */
    @Test
    void aTargetWithoutJsonObjectsIsNotTried() {
        assertThatThrownBy(() -> CompatibleRequest.of("perplexity", "sonar", request("Hi", OBJECT), DropPolicy.HINTS))
                .hasMessageContaining("'response_format': perplexity takes only text, json_schema, regex here");
        assertThat(CompatibleRequest.of("perplexity", "sonar", request("Hi", SCHEMA), DropPolicy.HINTS)
                        .json()
                        .at("/response_format/type")
                        .asText())
                .isEqualTo("json_schema");
    }

    /** mnfst/llm-gateway#2789. */
    @Test
    void aLongIdBecomesAHashOfItself() {
        String fields = "\"user\":\"" + "u".repeat(65) + "\",\"prompt_cache_key\":\"" + "u".repeat(64) + "\"";
        var sent = CompatibleRequest.of("openai", "gpt-4o", request("Hi", fields), DropPolicy.NOTHING)
                .json();

        assertThat(sent.path("user").asText())
                .as("the SHA-256 of the id")
                .isEqualTo("f20e249d15fa4b9f44ba21d154f62e1efa76ddfdce5d25139a33a4787cee5a8b");
        assertThat(sent.path("prompt_cache_key").asText()).isEqualTo("u".repeat(64));
    }

    private static String request(String prompt, String fields) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]," + fields + "}";
    }
}
