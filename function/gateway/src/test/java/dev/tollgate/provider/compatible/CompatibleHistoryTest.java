package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.DropPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers get of a conversation that started elsewhere. Each test names the public reports of what they reject. */
final class CompatibleHistoryTest {
    /** All that Claude, Gemini, OpenRouter, the gateway and frameworks leave in a history. */
    static final String TRAVELLED = """
            {"messages":[
            {"role":"system","content":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}]},
            {"role":"user","content":[{"type":"text","text":"Weather in "},{"type":"text","text":""},
            {"type":"text","text":"Paris?","cache_control":{"type":"ephemeral"}}]},
            {"role":"assistant","content":null,"reasoning_content":"I call.","reasoning_details":[{"type":"reasoning.text"}],
            "thinking_blocks":[{"type":"thinking","thinking":"I call.","signature":"s"}],"annotations":[{"type":"x"}],
            "extra_content":{"google":{}},"refusal":null,"provider_specific_fields":{"a":1},
            "tool_calls":[{"index":0,"id":"c1","function":{"name":"weather","arguments":""},
            "extra_content":{"google":{"thought_signature":"s"}}}]},
            {"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"21"}],"is_error":false,
            "cache_control":{"type":"ephemeral"}},
            {"role":"user","content":"And?"}],
            "tools":[{"type":"function","cache_control":{"type":"ephemeral"},"function":{"name":"weather"}}]}""";

    private static final String[] FOREIGN = {
        "reasoning_details",
        "thinking_blocks",
        "extra_content",
        "annotations",
        "cache_control",
        "provider_specific_fields"
    };

    /** BerriAI/litellm#30835 (Mistral), janhq/jan#8136 (Groq), Kilo-Org/kilocode#10375 (Cerebras), BerriAI/litellm#8111. */
    @ParameterizedTest
    @ValueSource(strings = {"mistral", "groq", "openai", "nvidia", "perplexity", "mine"})
    void whatOthersAddedIsLeftOutAndNamed(String provider) {
        CompatibleRequest sent = CompatibleRequest.of(provider, "m", TRAVELLED, DropPolicy.NOTHING);

        assertThat(sent.body()).doesNotContain(FOREIGN).doesNotContain("reasoning", "index", "refusal", "is_error");
        assertThat(sent.dropped())
                .contains(
                        "messages[].reasoning_content",
                        "messages[].thinking_blocks",
                        "messages[].content[].cache_control",
                        "messages[].tool_calls[].extra_content",
                        "tools[].cache_control")
                .doesNotHaveDuplicates();
    }

    @Test
    void aProviderGetsWhatItUnderstands() {
        assertThat(CompatibleRequest.sent("openrouter", "x/y", TRAVELLED))
                .contains("reasoning_content", "reasoning_details", "annotations", "cache_control")
                .doesNotContain("thinking_blocks", "extra_content");
        assertThat(CompatibleRequest.sent("qwen", "qwen-max", TRAVELLED))
                .contains("reasoning_content", "cache_control")
                .doesNotContain("reasoning_details");
        assertThat(CompatibleRequest.sent("cerebras", "gpt-oss-120b", TRAVELLED))
                .contains("\"reasoning\":\"I call.\"")
                .doesNotContain("reasoning_content");
    }

    /** An own provider: models whose makers ask for the reasoning back get it wherever they run. */
    @ParameterizedTest
    @CsvSource({
        "deepseek-ai/DeepSeek-V3.2, reasoning_content, extra_content",
        "kimi-k2-thinking, reasoning_content, extra_content",
        "zai-org/GLM-4.6, reasoning_content, extra_content",
        "gemini-3-pro-preview, extra_content, reasoning_content"
    })
    void anUnknownProviderGetsWhatTheModelNeeds(String model, String kept, String dropped) {
        assertThat(CompatibleRequest.sent("mine", model, TRAVELLED))
                .contains(kept)
                .doesNotContain(dropped, "thinking_blocks");
    }

    @Test
    void anUnknownProviderGetsFieldsThatNobodyHasInventedYet() {
        String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\",\"new\":1}]}";
        assertThat(CompatibleRequest.sent("mine", "m", request)).contains("\"new\":1");
        assertThat(CompatibleRequest.sent("mistral", "m", request)).doesNotContain("new");
    }

    /** charmbracelet/crush#2696, MoonshotAI/kimi-cli#2141, NousResearch/hermes-agent#16388. */
    @ParameterizedTest
    @CsvSource({
        "deepseek, deepseek-v4-pro, ' '",
        "moonshot, kimi-k2.6, ' '",
        "moonshot, kimi-k2-0905-preview,",
        "zhipu, glm-4.6,"
    })
    void aTurnOfAnotherProviderGetsReasoningWhereTheModelRequiresIt(String provider, String model, String expected) {
        String request = TRAVELLED.replace("\"reasoning_content\":\"I call.\",", "");
        JsonNode assistant = CompatibleRequest.of(provider, model, request, DropPolicy.HINTS)
                .json()
                .at("/messages/2");
        assertThat(assistant.path("reasoning_content").textValue()).isEqualTo(expected);
        assertThat(CompatibleRequest.sent(provider, model, TRAVELLED)).contains("\"reasoning_content\":\"I call.\"");
    }

    /** BerriAI/litellm#6642, QwenLM/qwen-code#2695. */
    @ParameterizedTest
    @ValueSource(strings = {"deepseek", "groq", "cerebras"})
    void textPartsBecomeAStringWhereTheProviderTakesNoParts(String provider) {
        JsonNode messages = CompatibleRequest.of(provider, "m", TRAVELLED, DropPolicy.HINTS)
                .json()
                .path("messages");
        assertThat(messages.at("/0/content").textValue()).isEqualTo("Be brief.");
        assertThat(messages.at("/1/content").textValue()).isEqualTo("Weather in \nParis?");
        assertThat(messages.at("/3/content").textValue()).isEqualTo("21");
    }

    @Test
    void emptyTextPartsAreLeftOut() {
        JsonNode content = CompatibleRequest.of("mine", "m", TRAVELLED, DropPolicy.HINTS)
                .json()
                .at("/messages/1/content");
        assertThat(content).hasSize(2);
    }

    @Test
    void aCallIsWholeEvenIfTheCallerLeftItsTypeAndArgumentsOut() {
        assertThat(CompatibleRequest.of("mine", "m", TRAVELLED, DropPolicy.HINTS)
                        .json()
                        .at("/messages/2/tool_calls/0")
                        .toString())
                .isEqualTo(
                        "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}");
    }

    /** Frameworks keep Claude's blocks in the content, in addition to the tool calls. */
    @Test
    void blocksOfOtherApisAreLeftOut() {
        JsonNode message = CompatibleRequest.of("mine", "m", """
                        {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[
                        {"type":"thinking","thinking":"x","signature":"s"},{"type":"text","text":"I call."},
                        {"type":"tool_use","id":"c1","name":"f","input":{}}],
                        "tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
                        {"role":"tool","tool_call_id":"c1","content":"1"}]}""", DropPolicy.NOTHING)
                .json()
                .at("/messages/1");
        assertThat(message.path("content").toString()).isEqualTo("[{\"type\":\"text\",\"text\":\"I call.\"}]");
    }

    @Test
    void messagesWithoutContentAreLeftOut() {
        String request = """
                {"messages":[{"role":"system","content":""},{"role":"user","content":"Hi"},
                {"role":"assistant","content":""},{"role":"assistant","content":null,"reasoning_content":"Hm."},
                {"role":"user","content":"Hello?"}]}""";
        assertThat(roles("moonshot", request)).containsExactly("user", "user");
        assertThat(roles("mine", "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}"))
                .containsExactly("user");
    }

    /** BerriAI/litellm#9720: "Only messages of role 'user' can have a name." */
    @Test
    void namesGoOnlyWhereTheProviderTakesThem() {
        String request = """
                {"messages":[{"role":"system","content":"Be brief.","name":"a"},
                {"role":"user","content":"Hi","name":"b"}]}""";
        CompatibleRequest xai = CompatibleRequest.of("xai", "grok-4", request, DropPolicy.HINTS);
        assertThat(xai.body()).doesNotContain("\"name\":\"a\"").contains("\"name\":\"b\"");
        assertThat(xai.dropped()).containsExactly("messages[].name");
        assertThat(CompatibleRequest.sent("groq", "m", request)).doesNotContain("name");
        assertThat(CompatibleRequest.sent("openai", "m", request)).contains("\"name\":\"a\"", "\"name\":\"b\"");
        assertThatThrownBy(() -> CompatibleRequest.of("xai", "grok-4", request, DropPolicy.NOTHING))
                .hasMessageContaining("messages[0].name");
    }

    /** deepseek-ai/DeepSeek-V3#15: the next target gets a request with an image. */
    @Test
    void anImageIsRefusedByNameWhereTheProviderReadsTextOnly() {
        String request = """
                {"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},
                {"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]}]}""";
        assertThatThrownBy(() -> CompatibleRequest.of("deepseek", "deepseek-chat", request, DropPolicy.HINTS))
                .hasMessage("Unsupported parameter: 'messages[0].content[1]': "
                        + "deepseek does not read parts of type image_url.");
        assertThat(CompatibleRequest.of("deepseek", "m", request, DropPolicy.EVERYTHING)
                        .body())
                .contains("\"content\":\"What is it?\"");
    }

    /** openai/openai-agents-js#1522 */
    @Test
    void aPartThatIsARefusalIsTextWhereTheProviderDoesNotKnowTheType() {
        String request = """
                {"messages":[{"role":"user","content":"Hi"},
                {"role":"assistant","content":[{"type":"refusal","refusal":"No."}]},{"role":"user","content":"Why?"}]}""";
        assertThat(CompatibleRequest.sent("mistral", "m", request))
                .contains("\"content\":[{\"type\":\"text\",\"text\":\"No.\"}]");
        assertThat(CompatibleRequest.sent("groq", "m", request)).contains("\"content\":\"No.\"");
        assertThat(CompatibleRequest.sent("openai", "m", request)).contains("\"type\":\"refusal\"");
    }

    @Test
    void aNameHasNoCharacterThatOpenAiRejects() {
        String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\",\"name\":\"My agent\"}]}";
        assertThat(CompatibleRequest.sent("openai", "m", request)).contains("\"name\":\"My_agent\"");
    }

    @Test
    void aRefusalIsTextWhereTheProviderDoesNotKnowTheField() {
        String request = """
                {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":null,"refusal":"No."},
                {"role":"user","content":"Why?"}]}""";
        assertThat(CompatibleRequest.sent("groq", "m", request))
                .contains("{\"role\":\"assistant\",\"content\":\"No.\"}");
        assertThat(CompatibleRequest.sent("openai", "m", request)).contains("\"content\":null,\"refusal\":\"No.\"");
    }

    /** Claude and Gemini read images in results, OpenAI does not. */
    @Test
    void anImageInAResultMovesToTheUsersNextMessage() {
        String request = """
                {"messages":[{"role":"user","content":"Look."},{"role":"assistant","content":null,"tool_calls":[
                {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}},
                {"id":"c2","type":"function","function":{"name":"f","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"c1","content":[
                {"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]},
                {"role":"tool","tool_call_id":"c2","content":[{"type":"text","text":"done"}]}]}""";
        assertThat(CompatibleRequest.of("openai", "m", request, DropPolicy.NOTHING)
                        .json()
                        .path("messages")
                        .toString())
                .endsWith("{\"role\":\"tool\",\"content\":\"(The next message of the user has the file.)\","
                        + "\"tool_call_id\":\"c1\"},{\"role\":\"tool\",\"content\":[{\"type\":\"text\",\"text\":\"done\"}],"
                        + "\"tool_call_id\":\"c2\"},{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"https://example.org/a.png\"}}]}]");
    }

    @Test
    void aSpokenAnswerIsTextWhereTheProviderDoesNotKnowTheField() {
        String request = """
                {"messages":[{"role":"user","content":"Hi"},
                {"role":"assistant","content":null,"audio":{"id":"a","transcript":"Hello."}},
                {"role":"user","content":"And?"}]}""";
        assertThat(CompatibleRequest.sent("groq", "m", request))
                .contains("{\"role\":\"assistant\",\"content\":\"Hello.\"}");
    }

    @Test
    void aFunctionHasParametersWhereTheProviderRequiresThem() {
        assertThat(CompatibleRequest.sent("mistral", "m", TRAVELLED))
                .contains("\"parameters\":{\"type\":\"object\",\"properties\":{}}");
        assertThat(CompatibleRequest.sent("openai", "m", TRAVELLED)).doesNotContain("parameters");
    }

    @Test
    void contentIsEmptyInsteadOfNullWhereTheProviderRequiresIt() {
        assertThat(CompatibleRequest.of("qwen", "m", TRAVELLED, DropPolicy.HINTS)
                        .json()
                        .at("/messages/2/content")
                        .textValue())
                .isEmpty();
    }

    static List<String> roles(String provider, String request) {
        return CompatibleRequest.of(provider, "m", request, DropPolicy.HINTS)
                .json()
                .path("messages")
                .findValuesAsText("role");
    }

    /** openai/openai-node#1161: OpenAI refuses what frameworks keep with each message. */
    @Test
    void noProviderGetsWhatFrameworksKeepWithMessages() {
        CompatibleRequest sent = CompatibleRequest.of("openai", "gpt-4o", """
            {"model": "m", "messages": [{"role": "user", "content": "Hi", "id": "1", "createdAt": "2026", "timestamp": 1,
              "metadata": {"a": 1}, "usage": {"a": 1}, "finish_reason": "stop"}]}""", DropPolicy.NOTHING);
        assertThat(sent.json().path("messages"))
                .isEqualTo(CompatibleRequest.tree("[{\"role\":\"user\",\"content\":\"Hi\"}]"));
        assertThat(sent.dropped()).contains("messages[].id", "messages[].metadata", "messages[].finish_reason");
    }

    @ParameterizedTest
    @CsvSource({"deepseek, deepseek-chat, false", "xai, grok-4, false", "unknown, m, false", "openrouter, m, true"})
    void onlyThoseWhoKnowAnthropicsCacheGetItsMark(String provider, String model, boolean marked) {
        CompatibleRequest sent = CompatibleRequest.of(
                provider,
                model,
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"cache_control\":{\"type\":\"ephemeral\"}}",
                DropPolicy.NOTHING);
        assertThat(sent.json().has("cache_control")).isEqualTo(marked);
        assertThat(sent.dropped()).isEqualTo(marked ? List.of() : List.of("cache_control"));
    }
}
