package dev.tollgate.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.CallCost;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkReplay;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.ThinkingBlocks.Block;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** ollama/ollama#15287: clients that want no thinking take the first block for the text. */
    @Test
    void nobodySeesThinkingThatTheyDidNotAskFor() {
        List<ChatChunk> chunks = List.of(chunk(Delta.INITIAL_NO_TEXT), thought("Hm."), text("Hi"));
        assertThat(whole(format(false), chunks).path("content")).hasToString("[{\"type\":\"text\",\"text\":\"Hi\"}]");
        assertThat(streamed(format(false), chunks)).doesNotContain("Hm.").doesNotContain("thinking");
    }

    /** DeepSeek's models refuse the result of a call without what they thought before it. */
    @Test
    void hiddenThinkingComesBackWithTheResultOfACall() {
        List<ChatChunk> chunks =
                List.of(chunk(Delta.INITIAL_NO_TEXT), thought("H"), thought("m."), chunk(call(0, "a", "f", "{}")));
        JsonNode content = whole(format(false), chunks).path("content");
        assertThat(content.findValuesAsText("type")).containsExactly("redacted_thinking", "tool_use");
        assertThat(types(streamed(format(false), chunks)).filter(type -> type.equals("content_block_start")))
                .hasSize(2);

        ObjectNode body =
                JsonCodec.mapper().createObjectNode().put("model", "m").put("max_tokens", 1);
        ObjectNode turn = body.putArray("messages").addObject().put("role", "assistant");
        turn.set("content", content);
        MessagesReader.ReadRequest read = MessagesReader.request(body);
        assertThat(read.chat().messages().getFirst().extra().get("reasoning_content"))
                .hasToString("\"Hm.\"");
        assertThat(read.sent().body().at("/messages/0/content").findValuesAsText("type"))
                .as("Claude cannot read it")
                .containsExactly("tool_use");
        assertThat(turn.path("content")).as("the client's own").hasSize(2);
    }

    /** The provider refuses a signature whose text is gone. */
    @Test
    void signedThinkingKeepsItsText() {
        assertThat(whole(format(false), interleaved()).path("content")).hasToString(BLOCKS);
    }

    @Test
    void theClientSeesThinkingIfItWantsTo() {
        assertThat(shows("{}")).isFalse();
        assertThat(shows("{\"type\":\"disabled\"}")).isFalse();
        assertThat(shows("{\"type\":\"adaptive\",\"display\":\"omitted\"}")).isFalse();
        assertThat(shows("{\"type\":\"adaptive\"}")).isTrue();
        assertThat(shows("{\"type\":\"enabled\",\"budget_tokens\":9,\"display\":\"summarized\"}"))
                .isTrue();
    }

    private static boolean shows(String thinking) {
        ChatRequest request =
                new ChatRequest("m", List.of(), null, null, null, null, null, null, null, null, null, Map.of());
        return MessageSettings.of(request, read(thinking), () -> 0).showsThinking();
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
        return deltas.stream().map(MessagesFormatTest::chunk).toList();
    }

    private static ObjectNode search() {
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        block.put("type", "server_tool_use").put("id", "srv").put("name", "web_search");
        block.putObject("input").put("query", "x");
        return block;
    }

    private static Delta call(int index, String id, String name, String arguments) {
        ToolCall.Function function = new ToolCall.Function(name, arguments, Map.of());
        return new Delta(
                null, null, null, null, List.of(new ToolCall(index, id, "function", function, Map.of())), Map.of());
    }

    private static ChatChunk stop(Map<String, JsonNode> fields) {
        ChatChunk.Choice end = new ChatChunk.Choice(0, Delta.EMPTY, null, "stop", fields);
        return new ChatChunk(null, null, null, null, List.of(end), null, Map.of());
    }

    private static ChatChunk thought(String piece) {
        return chunk(new Delta(null, null, piece, null, null, Map.of()));
    }

    private static ChatChunk text(String text) {
        return chunk(new Delta(null, text, null, null, null, Map.of()));
    }

    private static ChatChunk chunk(Delta delta) {
        ChatChunk.Choice choice = new ChatChunk.Choice(0, delta, null, null, Map.of());
        return new ChatChunk("chatcmpl-1", ChatChunk.OBJECT, 0L, "m", List.of(choice), null, Map.of());
    }

    private static ChatCompletion fold(List<ChatChunk> chunks) {
        ChunkFold fold = new ChunkFold();
        chunks.forEach(fold::add);
        return fold.completion(Usage.NONE);
    }

    private static JsonNode whole(List<ChatChunk> chunks) {
        return whole(format(), chunks);
    }

    private static JsonNode whole(MessagesFormat format, List<ChatChunk> chunks) {
        chunks.forEach(format::note);
        return read(new String(format.whole(fold(chunks), OptionalLong.empty()), StandardCharsets.UTF_8));
    }

    private static JsonNode read(String json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private static String streamed(List<ChatChunk> chunks) {
        return streamed(format(), chunks);
    }

    private static String streamed(MessagesFormat format, List<ChatChunk> chunks) {
        StringBuilder events = new StringBuilder();
        chunks.forEach(chunk -> events.append(new String(format.chunk(chunk), StandardCharsets.UTF_8)));
        ChatChunk usage = new ChatChunk("chatcmpl-1", null, null, "m", List.of(), Usage.NONE, Map.of());
        return events.append(
                        new String(format.finished(fold(chunks), usage, OptionalLong.empty()), StandardCharsets.UTF_8))
                .toString();
    }

    private static String inputs(String events) {
        return events.lines()
                .filter(line -> line.startsWith("data: ") && line.contains("input_json_delta"))
                .map(line -> read(line.substring("data: ".length()))
                        .at("/delta/partial_json")
                        .asText())
                .collect(Collectors.joining());
    }

    private static Stream<String> types(String events) {
        return events.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()));
    }

    private static MessagesFormat format() {
        return format(true);
    }

    private static MessagesFormat format(boolean showsThinking) {
        MessageSettings settings = new MessageSettings(List.of("END"), showsThinking, () -> 42);
        return new MessagesFormat(settings, new CallCost(false), Clock.systemUTC());
    }
}
