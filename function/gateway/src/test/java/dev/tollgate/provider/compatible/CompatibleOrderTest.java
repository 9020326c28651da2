package dev.tollgate.provider.compatible;

import static dev.tollgate.provider.compatible.CompatibleHistoryTest.TRAVELLED;
import static dev.tollgate.provider.compatible.CompatibleHistoryTest.roles;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.ToolCallIdFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of messages and the ids that Mistral and Perplexity require of a history. */
final class CompatibleOrderTest {

    /** anomalyco/opencode#1680, nearai/ironclaw#1241, HKUDS/nanobot#1293. */
    @Test
    void mistralGetsIdsOfNineLettersAndDigits() {
        JsonNode messages = CompatibleRequest.of("mistral", "mistral-large-latest", """
                        {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[
                        {"id":"call_PTLP8xhu3uwZk4l3nlnrrJha","type":"function","function":{"name":"f","arguments":"{}"}},
                        {"id":"call_PTLP8xhu3uwZk4l3nlnrrJhb","type":"function","function":{"name":"f","arguments":"{}"}}]},
                        {"role":"tool","tool_call_id":"call_PTLP8xhu3uwZk4l3nlnrrJha","content":"a"},
                        {"role":"tool","tool_call_id":"call_PTLP8xhu3uwZk4l3nlnrrJhb","content":"b"}]}""", DropPolicy.NOTHING)
                .json()
                .path("messages");
        List<String> ids = messages.at("/1/tool_calls").findValuesAsText("id");
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9]{9}"));
        assertThat(messages.findValuesAsText("tool_call_id")).isEqualTo(ids);
    }

    /** perplexityai/api-discussion#265, glowingjade/obsidian-smart-composer#305, anomalyco/opencode#9418. */
    @Test
    void perplexityGetsOneMessageAfterTheOther() {
        String request = """
                {"messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":"Here is a file."},
                {"role":"user","content":[{"type":"text","text":"And a picture."},
                {"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]},
                {"role":"assistant","content":"Yes."},{"role":"assistant","content":"And?"},
                {"role":"system","content":"Be kind."},{"role":"user","content":"What is in it?"},
                {"role":"user","content":"Both."}]}""";
        JsonNode messages = CompatibleRequest.of("perplexity", "sonar", request, DropPolicy.NOTHING)
                .json()
                .path("messages");
        assertThat(messages.findValuesAsText("role")).containsExactly("system", "system", "user", "assistant", "user");
        assertThat(messages.at("/2/content").findValuesAsText("text"))
                .containsExactly("Here is a file.", "And a picture.");
        assertThat(messages.at("/3/content").textValue()).isEqualTo("Yes.\n\nAnd?");
        assertThat(messages.at("/4/content").textValue()).isEqualTo("What is in it?\n\nBoth.");
    }

    /** BerriAI/litellm#3918: "Last message must have role `user`". */
    @Test
    void perplexityHearsTheUserFirstAndLast() {
        assertThat(roles("perplexity", """
                        {"messages":[{"role":"system","content":"Be brief."},{"role":"assistant","content":"Hello."},
                        {"role":"user","content":"Hi"},{"role":"assistant","content":"He"}]}"""))
                .containsExactly("system", "user", "assistant", "user", "assistant", "user");
    }

    /** ml-explore/mlx-lm#1375, jundot/omlx#1997: the template is the model's, and not the server's. */
    @Test
    void aModelOfMistralsGetsItsIdsAnywhere() {
        for (String model :
                List.of("mistralai/Mixtral-8x7B-Instruct-v0.1", "mistral-large-latest", "ministral-8b", "codestral")) {
            assertThat(CompatibleRequest.adapter("together").toolCallIds(model))
                    .as(model)
                    .isEqualTo(ToolCallIdFormat.MISTRAL);
        }
        assertThat(CompatibleRequest.adapter("together").toolCallIds("Qwen/Qwen3-32B"))
                .isEqualTo(ToolCallIdFormat.OPENAI);
    }

    /** Zhipu: "The messages parameter is illegal", code 1214 (continuedev/continue#13259). */
    @Test
    void instructionsAloneAreTheUsers() {
        String alone = """
                {"messages":[{"role":"system","content":"Be brief."},{"role":"developer","content":"Say hello."}]}""";
        assertThat(roles("zhipu", alone)).containsExactly("system", "user");
        assertThat(roles("mistral", alone)).containsExactly("user");
        assertThat(roles("openai", alone)).containsExactly("system", "developer");
    }

    @Test
    void mistralIsToldThatAnAssistantsLastMessageStartsTheAnswer() {
        String request =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"He\"}]}";
        assertThat(CompatibleRequest.sent("mistral", "m", request)).contains("\"content\":\"He\",\"prefix\":true");
        assertThat(CompatibleRequest.sent("openai", "m", request)).doesNotContain("prefix");
    }

    /** mistralai/client-python#185: "Unexpected role 'user' after role 'tool'". */
    @Test
    void mistralGetsAnAnswerBetweenAResultAndTheUser() {
        String late = """
                {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},
                {"role":"system","content":"Be brief."},{"role":"user","content":"And?"}]}""";
        assertThat(roles("mistral", TRAVELLED))
                .containsExactly("system", "user", "assistant", "tool", "assistant", "user");
        assertThat(roles("mistral", late)).containsExactly("system", "user", "assistant", "user");
    }

    /** charmbracelet/crush#921, agno-agi/agno#3105, aliasrobotics/cai#111: OpenAI rejects calls without results, and results without calls. */
    @Test
    void eachCallHasOneResultDirectlyAfterIt() {
        String interrupted = """
                {"messages":[{"role":"tool","tool_call_id":"c0","content":"cut off"},{"role":"user","content":"Hi"},
                {"role":"assistant","content":null,"tool_calls":[
                {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}},
                {"id":"c2","type":"function","function":{"name":"f","arguments":"{}"}}]},
                {"role":"user","content":"Wait!"},{"role":"tool","tool_call_id":"c2","content":"two"},
                {"role":"user","content":"Stop."},
                {"role":"assistant","content":null,"tool_calls":[
                {"id":"c3","type":"function","function":{"name":"f","arguments":"{}"}}]}]}""";
        JsonNode messages = CompatibleRequest.of("openai", "gpt-4o", interrupted, DropPolicy.NOTHING)
                .json()
                .path("messages");
        assertThat(messages.findValuesAsText("role"))
                .containsExactly("user", "user", "assistant", "tool", "tool", "user", "user", "assistant", "tool");
        assertThat(messages.findValuesAsText("tool_call_id")).containsExactly("c2", "c1", "c3");
        assertThat(messages.at("/4/content").textValue()).isEqualTo("This call has no result.");
        assertThat(messages.at("/5/content").textValue()).isEqualTo("Wait!");
    }

    /** langchain-ai/langchain-mcp-adapters#137, spring-projects/spring-ai#4776, containers/kubernetes-mcp-server#340. */
    @Test
    void aToolWithoutParametersHasAnObjectWithoutAny() {
        for (String schema : List.of("{}", "{\"type\":\"object\"}", "{\"type\":\"object\",\"properties\":null}")) {
            String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
                    + "\"function\":{\"name\":\"f\",\"parameters\":" + schema + "}}]}";
            assertThat(CompatibleRequest.sent("openai", "gpt-4o", request))
                    .contains("\"parameters\":{\"type\":\"object\",\"properties\":{}}");
        }
    }

    /** can1357/oh-my-pi#954, netease-youdao/LobsterAI#123: "invalid chat setting (2013)". */
    @Test
    void miniMaxGetsOneSystemMessage() {
        JsonNode messages = CompatibleRequest.of("minimax", "MiniMax-M2", """
                        {"messages":[{"role":"system","content":"Be brief."},{"role":"developer","content":"Be kind."},
                        {"role":"user","content":"Hi"},{"role":"system","content":"Now."}]}""", DropPolicy.NOTHING)
                .json()
                .path("messages");
        assertThat(messages.findValuesAsText("role")).containsExactly("system", "user");
        assertThat(messages.at("/0/content").textValue()).isEqualTo("Be brief.\n\nBe kind.\n\nNow.");
    }

    /** farion1231/cc-switch#5490 (DeepSeek), QwenLM/qwen-code#11905 (MiniMax): "function parameters is empty". */
    @Test
    void aToolHasParametersForAllButOpenAi() {
        String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
                + "\"function\":{\"name\":\"f\"}}]}";
        assertThat(CompatibleRequest.sent("minimax", "MiniMax-M2", request))
                .contains("\"parameters\":{\"type\":\"object\",\"properties\":{}}");
        assertThat(CompatibleRequest.sent("openai", "gpt-4o", request)).doesNotContain("parameters");
    }
}
