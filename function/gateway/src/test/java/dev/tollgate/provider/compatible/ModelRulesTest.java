package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single models of a provider reject. {@code providers.json} names the page or report of each rule. */
final class ModelRulesTest {
    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";

    /** Datus-ai/Datus-agent#98, musistudio/claude-code-router#849 and others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            gpt-5-mini              | "temperature":0.2                                       | {}                          | temperature
            gpt-5                   | "temperature":1,"top_p":1                               | {}                          | -
            gpt-5-2025-08-07        | "presence_penalty":0,"frequency_penalty":0.5            | {}                          | frequency_penalty
            gpt-5                   | "reasoning_effort":"none"                               | {}                          | reasoning_effort
            gpt-5                   | "reasoning_effort":"minimal"                            | {"reasoning_effort":"minimal"} | -
            gpt-5-chat-latest       | "temperature":0.2,"reasoning_effort":"low"              | {"temperature":0.2}         | reasoning_effort
            gpt-5.1                 | "temperature":0.2                                       | {"temperature":0.2}         | -
            gpt-5.2                 | "temperature":0.2,"reasoning_effort":"none"             | {"temperature":0.2,"reasoning_effort":"none"} | -
            gpt-5.2                 | "temperature":0.2,"reasoning_effort":"low"              | {"reasoning_effort":"low"}  | temperature
            gpt-5.1-chat-latest     | "temperature":0.2                                       | {}                          | temperature
            gpt-5.2                 | "reasoning_effort":"minimal"                            | {}                          | reasoning_effort
            gpt-5.5                 | "temperature":0.2                                       | {}                          | temperature
            gpt-5.5                 | "temperature":0.2,"reasoning_effort":"none"             | {"temperature":0.2,"reasoning_effort":"none"} | -
            o3                      | "top_p":0.5,"logit_bias":{"1":2}                        | {}                          | top_p,logit_bias
            o4-mini-2025-04-16      | "reasoning_effort":"high"                               | {"reasoning_effort":"high"} | -
            gpt-4o                  | "temperature":0.2,"reasoning_effort":"low"              | {"temperature":0.2}         | reasoning_effort
            ft:gpt-4o-mini:org::1   | "verbosity":"low"                                       | {}                          | verbosity
            gpt-4.1                 | "temperature":0.2,"stop":["x"]                          | {"temperature":0.2,"stop":["x"]} | -
            gpt-5.2                 | "thinking":{"type":"enabled","budget_tokens":2000}     | {"reasoning_effort":"low"}  | -
            gpt-4o                  | "thinking":{"type":"enabled","budget_tokens":2000}     | {}                          | reasoning_effort
            gpt-4o                  | "enable_thinking":true,"extra_body":{"a":1},"speed":"fast" | {}                      | enable_thinking,extra_body,speed
            gpt-4o-search-preview   | "temperature":0                                         | {}                          | temperature
            """)
    void openAisModelsGetWhatTheyTake(String model, String fields, String expected, String dropped) {
        check("openai", model, fields, expected, dropped);
    }

    /** Claude enforces optional properties. OpenAI: "'required' is required to be supplied and to be an array including every key". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {"a":{"type":"string"}}                                  | ["a"] | true  | -
            {"a":{"type":"string"},"properties":{"type":"string"}}   | ["a"] |       | strict
            {"a":{"type":"array","items":{"type":"object"}}}         | ["a"] |       | strict
            {"a":{"type":"string","default":{"type":"object"}}}      | ["a"] | true  | -
            {}                                                       | []    | true  | -
            """)
    void openAiEnforcesOnlyWhatItCan(String properties, String required, String strict, String dropped) {
        String schema = "{\"type\":\"object\",\"properties\":%s,\"required\":%s,\"additionalProperties\":false}"
                .formatted(properties, required);
        String request =
                request("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"strict\":true,"
                        + "\"schema\":" + schema
                        + "}},\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true,"
                        + "\"parameters\":" + schema + "}}]");
        CompatibleRequest sent = CompatibleRequest.of("openai", "gpt-4o", request, DropPolicy.HINTS);
        String expected = strict == null ? "" : strict;
        assertThat(sent.json().at("/response_format/json_schema/strict").asText())
                .isEqualTo(expected);
        assertThat(sent.json().at("/tools/0/function/strict").asText()).isEqualTo(expected);
        assertThat(sent.dropped())
                .isEqualTo(
                        dropped == null
                                ? List.of()
                                : List.of("tools[].function.strict", "response_format.json_schema.strict"));
    }

    /** zai-org/ChatGLM3#798: at most one sequence, in a list. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            glm-4.6 | "stop":"END"         | {"stop":["END"]} | -
            glm-4.6 | "stop":["END"]       | {"stop":["END"]} | -
            glm-4.6 | "temperature":0.5    | {"temperature":0.5} | -
            """)
    void zhipuGetsOneStopSequenceInAList(String model, String fields, String expected, String dropped) {
        check("zhipu", model, fields, expected, dropped);
    }

    @Test
    void zhipuGetsTheFirstOfSeveralStopSequencesIfTheRestMayBeDropped() {
        String request = request("\"stop\":[\"END\",\"Bye\"]");
        CompatibleRequest sent = CompatibleRequest.of("zhipu", "glm-4.6", request, DropPolicy.EVERYTHING);
        assertThat(sent.json().path("stop")).hasToString("[\"END\"]");
        assertThat(sent.dropped()).containsExactly("stop");
        assertThatThrownBy(() -> CompatibleRequest.of("zhipu", "glm-4.6", request, DropPolicy.HINTS))
                .hasMessageContaining("takes one element only");
    }

    /** openai/openai-openapi#541, danny-avila/LibreChat#14231, evalstate/fast-agent#279. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            gpt-5.4       | "reasoning_effort":"low"      | {}                                             | reasoning_effort
            gpt-5.4       | "reasoning_effort":"none"     | {"reasoning_effort":"none"}                    | -
            gpt-5.6-terra | "temperature":0.2             | {"temperature":0.2,"reasoning_effort":"none"}  | -
            gpt-5.6       | "reasoning_effort":"high"     | {"reasoning_effort":"none"}                    | reasoning_effort
            o4-mini       | "parallel_tool_calls":false   | {}                                             | parallel_tool_calls
            o3            | "parallel_tool_calls":true    | {}                                             | -
            gpt-5         | "parallel_tool_calls":false   | {"parallel_tool_calls":false}                  | -
            """)
    void toolsAndReasoningGoTogetherOnlyWhereTheModelTakesBoth(
            String model, String fields, String expected, String dropped) {
        check(
                "openai",
                model,
                TOOLS + "," + fields,
                expected.replaceFirst("}$", (expected.equals("{}") ? "" : ",") + TOOLS + "}"),
                dropped);
    }

    /** miaoxworld/NativeTavern#83, n8n-io/n8n#14581, lobehub/lobehub#7370; NousResearch/hermes-agent#23435. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            grok-4                      | "presence_penalty":0,"frequency_penalty":0 | {}                          | -
            grok-4                      | "presence_penalty":0.5                     | {}                          | presence_penalty
            grok-4-fast-non-reasoning   | "presence_penalty":0.5                     | {"presence_penalty":0.5}    | -
            grok-4                      | "reasoning_effort":"high"                  | {}                          | reasoning_effort
            grok-4.20-0309-reasoning    | "reasoning_effort":"high"                  | {}                          | reasoning_effort
            grok-4.3                    | "reasoning_effort":"high"                  | {"reasoning_effort":"high"} | -
            grok-4.20-multi-agent       | "reasoning_effort":"high"                  | {"reasoning_effort":"high"} | -
            grok-4.5                    | "reasoning_effort":"minimal"               | {}                          | reasoning_effort
            grok-3-mini                 | "reasoning_effort":"medium"                | {}                          | reasoning_effort
            """)
    void xAisModelsGetWhatTheyTake(String model, String fields, String expected, String dropped) {
        check("xai", model, fields, expected, dropped);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            openai   | gpt-4.1               | "top_k":40,"reasoning":{"effort":"low"} | {}                   | top_k,reasoning
            groq     | llama-3.3-70b         | "top_k":40,"min_p":0.1        | {}                             | top_k,min_p
            mine     | m                     | "top_k":40                    | {"top_k":40}                   | -
            moonshot | kimi-k2.6             | "temperature":0.2             | {}                             | temperature
            moonshot | kimi-k2-0905-preview  | "temperature":0.2             | {"temperature":0.2}            | -
            groq     | llama-3.3-70b         | "reasoning_effort":"low"      | {}                             | reasoning_effort
            groq     | openai/gpt-oss-120b   | "reasoning_effort":"low"      | {"reasoning_effort":"low"}     | -
            groq     | qwen/qwen3-32b        | "reasoning_effort":"low"      | {}                             | reasoning_effort
            groq     | llama-3.3-70b         | "service_tier":"priority"     | {}                             | service_tier
            groq     | llama-3.3-70b         | "service_tier":"flex"         | {"service_tier":"flex"}        | -
            groq     | llama-3.3-70b         | "prompt_cache_key":"k"        | {}                             | prompt_cache_key
            mistral  | mistral-small-latest  | "reasoning_effort":"low"      | {}                             | reasoning_effort
            """)
    void otherModelsGetWhatTheyTake(String provider, String model, String fields, String expected, String dropped) {
        check(provider, model, fields, expected, dropped);
    }

    /** deepseek-ai/DeepSeek-V3#1376, BerriAI/litellm#37470, can1357/oh-my-pi#7315; cloudwego/eino#994. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            deepseek | deepseek-v4-flash | "tool_choice":"required"                            | {"tool_choice":"required","thinking":{"type":"disabled"}} | -
            deepseek | deepseek-v4-pro   | "tool_choice":"required","reasoning_effort":"high"  | {"tool_choice":"required","thinking":{"type":"disabled"}} | reasoning_effort
            deepseek | deepseek-v4-pro   | "tool_choice":"auto","reasoning_effort":"high"      | {"tool_choice":"auto","reasoning_effort":"high"} | -
            deepseek | deepseek-chat     | "tool_choice":"required"                            | {"tool_choice":"required"} | -
            moonshot | kimi-k2.6         | "tool_choice":{"type":"function","function":{"name":"f"}} | {"tool_choice":{"type":"function","function":{"name":"f"}},"thinking":{"type":"disabled"}} | -
            qwen     | qwen3.5-plus      | "tool_choice":"required"                            | {"tool_choice":"required","enable_thinking":false} | -
            """)
    void aForcedCallTurnsThinkingOff(String provider, String model, String fields, String expected, String dropped) {
        String tools = TOOLS.replace("\"f\"", "\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{}}");
        check(provider, model, tools + "," + fields, expected.replaceFirst("}$", "," + tools + "}"), dropped);
    }

    /** QuantumNous/new-api#1109, browser-use/web-ui#659, infiniflow/ragflow#8972. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            qwen | qwen3-32b                    | "temperature":0.2                   | {"temperature":0.2,"enable_thinking":false} | -
            qwen | qwen3-235b-a22b              | "enable_thinking":false             | {"enable_thinking":false}      | -
            qwen | qwen3-235b-a22b-instruct-2507 | "temperature":0.2                  | {"temperature":0.2}            | -
            qwen | qwen-plus                    | "enable_thinking":true              | {"enable_thinking":true}       | -
            """)
    void aWholeAnswerOfAModelThatOnlyStreamsItsThinkingHasNone(
            String provider, String model, String fields, String expected, String dropped) {
        check(provider, model, fields, expected, dropped);
    }

    /** QwenLM/qwen-code#243, looplj/axonhub#1380: metadata are "only allowed when 'store' is enabled". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            openai | gpt-4o | "metadata":{"a":"b"}               | {}                                  | metadata
            openai | gpt-4o | "metadata":{"a":"b"},"store":true  | {"metadata":{"a":"b"},"store":true} | -
            """)
    void openAiGetsMetadataOnlyOfWhatItStores(
            String provider, String model, String fields, String expected, String dropped) {
        check(provider, model, fields, expected, dropped);
    }

    /** Kilo-Org/kilocode#5193, mpfaffenberger/code_puppy#368. */
    @Test
    void cerebrasGetsStrictInAllToolsOrInNone() {
        String tool =
                "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{}}";
        String mixed = "\"tools\":[" + tool + ",\"strict\":true}}," + tool + "}}]";
        CompatibleRequest sent = CompatibleRequest.of("cerebras", "zai-glm-4.7", request(mixed), DropPolicy.HINTS);
        assertThat(sent.body()).doesNotContain("strict");
        assertThat(sent.dropped()).containsExactly("tools[].function.strict");
        String all = "\"tools\":[" + tool + ",\"strict\":true}}]";
        assertThat(CompatibleRequest.sent("cerebras", "zai-glm-4.7", request(all)))
                .contains("\"strict\":true");
    }

    /** vercel/ai#16540, agno-agi/agno#1065: "json mode cannot be combined with tool/function calling". */
    @Test
    void groqIsNotAskedForJsonBesideTools() {
        String fields = TOOLS + ",\"response_format\":{\"type\":\"json_object\"}";
        assertThatThrownBy(() -> CompatibleRequest.sent("groq", "llama-3.3-70b", request(fields)))
                .hasMessageContaining("'response_format': groq takes only text here");
    }

    /** vectorize-io/hindsight#4246: "Tool choice must be auto". */
    @Test
    void zhipuIsNotAskedForAForcedCall() {
        String fields = TOOLS + ",\"tool_choice\":\"required\"";
        assertThatThrownBy(() -> CompatibleRequest.sent("zhipu", "glm-4.6", request(fields)))
                .hasMessageContaining("'tool_choice': zhipu takes only auto here");
    }

    /** nullclaw/nullclaw#231, nextlevelbuilder/goclaw#660; infiniflow/ragflow#5912, QuantumNous/new-api#905. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            fireworks | m | "max_tokens":4096                | {"max_tokens":4096} | -
            fireworks | m | "max_tokens":8192                | {"max_tokens":8192,"stream":true,"stream_options":{"include_usage":true}} | -
            qwen      | qwq-plus | "seed":1                  | {"seed":1,"stream":true,"stream_options":{"include_usage":true}} | -
            """)
    void whatOnlyAStreamMayHaveIsStreamed(
            String provider, String model, String fields, String expected, String dropped) {
        check(provider, model, fields, expected, dropped);
    }

    @Test
    void aStrictAliasRefusesByName() {
        assertThatThrownBy(() ->
                        CompatibleRequest.of("openai", "gpt-5", request("\"temperature\":0.2"), DropPolicy.NOTHING))
                .hasMessage("Unsupported parameter: 'temperature': openai does not take it.");
        assertThatThrownBy(() -> CompatibleRequest.of(
                        "openai", "gpt-5", request("\"reasoning_effort\":\"none\""), DropPolicy.NOTHING))
                .hasMessage(
                        "Unsupported parameter: 'reasoning_effort': openai takes only minimal, low, medium, high here.");
    }

    /** llm-exe/llm-exe#662, BerriAI/litellm#31466: DeepSeek has no schemas, so the next target gets the request. */
    @Test
    void aFormatThatTheProviderLacksIsRefusedByName() {
        String grammar = "\"response_format\":{\"type\":\"grammar\"}";
        assertThatThrownBy(() -> CompatibleRequest.sent("deepseek", "deepseek-chat", request(grammar)))
                .hasMessageContaining("'response_format': deepseek takes only text, json_object here");
    }

    @Test
    void azuresDeploymentsHaveOpenAisRules() {
        Provider azure = new Provider("azure", "azure", URI.create("https://r.openai.azure.com"), null, null);
        ChatAdapter adapter = new AzureKind().adapter(azure);
        String fields = "\"max_tokens\":5,\"temperature\":0.2";
        assertThat(CompatibleRequest.of(adapter, "gpt-5-mini", request(fields), DropPolicy.HINTS)
                        .body())
                .contains("\"max_completion_tokens\":5")
                .doesNotContain("temperature");
        assertThat(CompatibleRequest.of(adapter, "gpt-4o", request(fields), DropPolicy.HINTS)
                        .body())
                .contains("\"max_tokens\":5", "\"temperature\":0.2");
    }

    private static void check(String provider, String model, String fields, String expected, String dropped) {
        CompatibleRequest sent = CompatibleRequest.of(provider, model, request(fields), DropPolicy.HINTS);
        ObjectNode body = sent.json().deepCopy();
        body.remove("model");
        body.remove("messages");
        assertThat(body).isEqualTo(CompatibleRequest.tree(expected));
        List<String> named = dropped == null ? List.of() : List.of(dropped.split(","));
        assertThat(sent.dropped()).containsExactlyInAnyOrderElementsOf(named);
    }

    private static String request(String fields) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + fields + "}";
    }
}
