package dev.tollgate.edge.messages;

import static dev.tollgate.edge.messages.MessageChunks.call;
import static dev.tollgate.edge.messages.MessageChunks.chunk;
import static dev.tollgate.edge.messages.MessageChunks.fold;
import static dev.tollgate.edge.messages.MessageChunks.read;
import static dev.tollgate.edge.messages.MessageChunks.stop;
import static dev.tollgate.edge.messages.MessageChunks.streamed;
import static dev.tollgate.edge.messages.MessageChunks.text;
import static dev.tollgate.edge.messages.MessageChunks.types;
import static dev.tollgate.edge.messages.MessageChunks.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkReplay;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.ThinkingBlocks.Block;
import dev.tollgate.openai.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the model says becomes blocks, in its order, whole and streamed. */
final class MessagesFormatTest {
    private static final String BLOCKS = """
            [{"type":"thinking","thinking":"Hm.","signature":"s1"},\
            {"type":"text","text":"I look."},\
            {"type":"server_tool_use","id":"srv","name":"web_search","input":{"query":"x"}},\
            {"type":"redacted_thinking","data":"d"},\
            {"type":"tool_use","id":"a","name":"f","input":{"x":1}},\
            {"type":"tool_use","id":"b","name":"g","input":{}}]""";

    @Test
    void aWholeMessageHasTheBlocksInTheModelsOrder() {
        assertThat(whole(interleaved()).path("content")).hasToString(BLOCKS);
    }

    @Test
    void aStreamEndsEachBlockBeforeTheNextOneStarts() {
        String events = streamed(interleaved());
        assertThat(types(events))
                .startsWith("message_start", "ping", "content_block_start", "content_block_delta")
                .endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(types(events).filter(type -> type.equals("content_block_start")))
                .hasSize(6);
        assertThat(events.indexOf("\"signature\":\"s1\"")).isLessThan(events.indexOf("I look."));
    }

    @Test
    void anAnswerFromTheCacheHasTheSameBlocks() {
        ChatCompletion kept = fold(interleaved());
        assertThat(whole(new ChunkReplay(kept, "req_1", 0).chunks()).path("content"))
                .hasToString(BLOCKS);
    }

    @Test
    void nothingIsLeftOfAnAnswerThatAnotherTargetBegan() {
        List<ChatChunk> both = new ArrayList<>(List.of(chunk(Delta.INITIAL), text("No")));
        both.addAll(List.of(chunk(Delta.INITIAL), text("Yes")));
        assertThat(whole(both).at("/content/0/text").asText()).isEqualTo("Yes");
    }

    @Test
    void aStopSequenceIsNamedHoweverTheServerSaysIt() {
        ChatChunk end = stop(Map.of("stop_reason", JsonNodeFactory.instance.textNode("END")));
        JsonNode message = whole(List.of(chunk(Delta.INITIAL), text("x"), end));
        assertThat(message.path("stop_reason").asText()).isEqualTo("stop_sequence");
        assertThat(message.path("stop_sequence").asText()).isEqualTo("END");
    }

    /** router-for-me/CLIProxyAPI#1700: clients show what a prompt takes while its answer comes. */
    @Test
    void aStreamStartsWithAnEstimateOfThePrompt() {
        assertThat(streamed(List.of(chunk(Delta.INITIAL), text("Hi"))))
                .startsWith("event: message_start")
                .containsOnlyOnce("\"usage\":{\"input_tokens\":42,")
                .contains("\"usage\":{\"input_tokens\":0,");
    }

    /** OpenAI says {@code stop} where the request named the function: vllm-project/agentic-api#296. */
    @Test
    void aCallThatTheRequestDemandedEndsWithToolUse() {
        List<ChatChunk> chunks = List.of(chunk(Delta.INITIAL_NO_TEXT), chunk(call(0, "a", "f", "{}")), stop(Map.of()));
        assertThat(whole(chunks).path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(streamed(chunks)).contains("\"stop_reason\":\"tool_use\"");
    }

    @Test
    void cachedTokensAreNoInputTokens() {
        Usage usage = new Usage(100, 7, 107, new Usage.PromptDetails(60L, 30L, 10L, null, Map.of()), null, Map.of());
        assertThat(MessageUsage.of(usage))
                .hasToString("{\"input_tokens\":10,\"cache_creation_input_tokens\":30,\"cache_read_input_tokens\":60,"
                        + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":20,\"ephemeral_1h_input_tokens\":10},"
                        + "\"output_tokens\":7}");
    }

    /** Claude refuses an input that is no object when the client sends it back. */
    @Test
    void argumentsThatWereCutShortAreAFieldOfAnObject() {
        Delta cut = call(0, "a", "f", "{\"ci");
        assertThat(whole(List.of(chunk(Delta.INITIAL_NO_TEXT), chunk(cut))).at("/content/0/input"))
                .hasToString("{\"arguments\":\"{\\\"ci\"}");
    }

    /** BerriAI/litellm#37273: clients run a tool when its block ends. */
    @Test
    void noInputComesAfterTheEndOfItsBlock() {
        List<ChatChunk> chunks = List.of(
                chunk(Delta.INITIAL_NO_TEXT),
                chunk(call(0, "a", "f", "")),
                chunk(call(1, "b", "g", "")),
                chunk(call(1, null, null, "{\"y\":\"}\\\"\"")),
                chunk(call(0, null, null, "{\"x\":")),
                text("And so on"),
                chunk(call(0, null, null, "1}")),
                chunk(call(1, null, null, "}")));
        assertThat(whole(chunks).path("content")).hasToString("""
                [{"type":"tool_use","id":"a","name":"f","input":{"x":1}},\
                {"type":"tool_use","id":"b","name":"g","input":{"y":"}\\""}},{"type":"text","text":"And so on"}]""");
        List<String> types = types(streamed(chunks))
                .filter(type -> type.startsWith("content_block"))
                .toList();
        for (int i = 0; i < types.size() - 1; i++) {
            if (types.get(i).equals("content_block_stop")) {
                assertThat(types.get(i + 1)).isEqualTo("content_block_start");
            }
        }
    }

    /** A block that starts in the middle of a call would end it, and its input would be cut. */
    @Test
    void whatIsSaidInTheMiddleOfACallComesAfterIt() {
        Delta last = call(0, null, null, "lo\"}");
        List<ChatChunk> chunks = new ArrayList<>(List.of(
                chunk(Delta.INITIAL_NO_TEXT),
                chunk(call(0, "a", "f", "{\"city\":\"Os")),
                chunk(new Delta(null, null, "Hm.", null, null, Map.of()))));
        new ReplyBlocks().addOther(0, search()).forEach(delta -> chunks.add(chunk(delta)));
        chunks.add(chunk(new Delta(null, "Done", " So.", null, last.toolCalls(), Map.of())));
        chunks.add(text("."));
        assertThat(whole(chunks).path("content")).hasToString("""
                [{"type":"tool_use","id":"a","name":"f","input":{"city":"Oslo"}},\
                {"type":"thinking","thinking":"Hm.","signature":""},\
                {"type":"server_tool_use","id":"srv","name":"web_search","input":{"query":"x"}},\
                {"type":"thinking","thinking":" So.","signature":""},\
                {"type":"text","text":"Done."}]""");
        assertThat(inputs(streamed(chunks))).startsWith("{\"city\":\"Oslo\"}");
    }

    /** No piece says that a call without arguments is whole. */
    @Test
    void whatFollowsACallWithoutArgumentsKeepsItsOrder() {
        List<ChatChunk> chunks = List.of(
                chunk(Delta.INITIAL_NO_TEXT),
                chunk(call(0, "a", "f", "")),
                text("A"),
                chunk(new Delta(null, null, "Hm.", null, null, Map.of())),
                text("B"));
        assertThat(whole(chunks).path("content")).hasToString("""
                [{"type":"tool_use","id":"a","name":"f","input":{}},{"type":"text","text":"A"},\
                {"type":"thinking","thinking":"Hm.","signature":""},{"type":"text","text":"B"}]""");
    }

    private static List<ChatChunk> interleaved() {
        ReplyBlocks blocks = new ReplyBlocks();
        List<Delta> deltas = new ArrayList<>();
        deltas.add(Delta.INITIAL_NO_TEXT);
        deltas.add(new Delta(null, null, "Hm.", null, null, Map.of()));
        deltas.addAll(blocks.addThinking(0, new Block.Thinking("Hm.", "s1")));
        deltas.add(new Delta(null, "I look.", null, null, null, Map.of()));
        blocks.addText(1, "I look.");
        deltas.addAll(blocks.addOther(2, search()));
        deltas.addAll(blocks.addThinking(3, new Block.Redacted("d")));
        deltas.add(call(blocks.nextCall(4), "a", "f", "{\"x\":"));
        deltas.add(call(0, null, null, "1}"));
        deltas.add(call(blocks.nextCall(5), "b", "g", "{}"));
        deltas.add(new Delta(null, null, null, null, null, blocks.fields()));
        return deltas.stream().map(MessageChunks::chunk).toList();
    }

    private static ObjectNode search() {
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        block.put("type", "server_tool_use").put("id", "srv").put("name", "web_search");
        block.putObject("input").put("query", "x");
        return block;
    }

    private static String inputs(String events) {
        return events.lines()
                .filter(line -> line.startsWith("data: ") && line.contains("input_json_delta"))
                .map(line -> read(line.substring("data: ".length()))
                        .at("/delta/partial_json")
                        .asText())
                .collect(Collectors.joining());
    }
}
