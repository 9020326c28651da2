package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChunkFoldTest {
    private final ChunkFold fold = new ChunkFold();

    @Test
    void joinsPiecesOfContentReasoningAndRefusal() {
        add(Delta.INITIAL, null);
        add(new Delta(null, "Hel", "I th", "No", null, null), null);
        add(new Delta(null, "lo", "ink", ".", null, null), "stop");
        assertThat(fold.completion(Usage.of(1, 2)))
                .isEqualTo(completion(
                        new ChatCompletion.AssistantMessage("assistant", "Hello", "I think", "No.", null, null),
                        "stop"));
        assertThat(fold.generatedText()).isEqualTo("HelloI thinkNo.");
    }

    @Test
    void joinsPiecesOfToolCallsByIndex() {
        add(calls(call(0, "a", "f", "{\"x\""), call(1, "b", "g", "")), null);
        add(calls(call(1, null, null, "{}")), null);
        add(calls(call(0, null, null, ":1}")), "tool_calls");
        List<ToolCall> calls = List.of(call(null, "a", "f", "{\"x\":1}"), call(null, "b", "g", "{}"));
        assertThat(fold.completion(Usage.of(1, 2)))
                .isEqualTo(completion(
                        new ChatCompletion.AssistantMessage("assistant", null, null, null, calls, null), "tool_calls"));
    }

    @Test
    void aMessageWithoutContentIsEmptyAndNotNull() {
        add(Delta.INITIAL, null);
        add(Delta.EMPTY, "length");
        assertThat(fold.completion(Usage.of(1, 2)))
                .isEqualTo(completion(
                        new ChatCompletion.AssistantMessage("assistant", "", null, null, null, null), "length"));
    }

    @Test
    void dropsThePaddingAgainstTrafficAnalysis() {
        Map<String, JsonNode> extra = Map.of("obfuscation", TextNode.valueOf("xyz"), "tier", BooleanNode.TRUE);
        fold.add(new ChatChunk("id", ChatChunk.OBJECT, 1L, "m", List.of(), null, extra));
        assertThat(fold.completion(Usage.NONE).extra()).isEqualTo(Map.of("tier", BooleanNode.TRUE));
    }

    @Test
    void ordersChoicesByIndex() {
        fold.add(chunk(1, new Delta(null, "b", null, null, null, null), "stop"));
        fold.add(chunk(0, new Delta(null, "a", null, null, null, null), "stop"));
        assertThat(fold.completion(Usage.NONE).choices())
                .extracting(choice -> choice.index() + choice.message().content())
                .containsExactly("0a", "1b");
    }

    @Test
    void joinsPiecesOfOtherFieldsOfACall() {
        add(calls(extended("{\"custom\":{\"input\":\"ab\",\"n\":1},\"list\":[1],\"x\":null}")), null);
        add(calls(extended("{\"custom\":{\"input\":\"cd\"},\"list\":[2],\"x\":\"late\"}")), null);
        add(calls(extended("{\"custom\":{\"input\":\"ef\",\"n\":2},\"x\":null}")), "tool_calls");
        assertThat(fold.completion(Usage.NONE).choices().getFirst().message().toolCalls())
                .containsExactly(new ToolCall(
                        null,
                        null,
                        null,
                        new ToolCall.Function(null, "", null),
                        fields("{\"custom\":{\"input\":\"abcdef\",\"n\":2},\"list\":[1,2],\"x\":\"late\"}")));
    }

    /** Otherwise a stream of such pieces fills the memory, and nobody notices. */
    @Test
    void countsEverythingThatItKeeps() {
        add(calls(extended("{\"foo\":[[\"z\"],[\"z\"]]}")), null);
        int once = fold.elements();
        add(calls(extended("{\"foo\":[[\"z\"],[\"z\"]]}")), null);
        assertThat(fold.elements()).isGreaterThanOrEqualTo(once + 5);
        add(calls(call(1, "b", "name", "arguments")), null);
        assertThat(fold.textLength()).isEqualTo("namearguments".length());
    }

    private static ToolCall extended(String json) {
        return new ToolCall(0, null, null, null, fields(json));
    }

    private static Map<String, JsonNode> fields(String json) {
        try {
            return JsonCodec.mapper().readValue(json, new TypeReference<Map<String, JsonNode>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private void add(Delta delta, String finishReason) {
        fold.add(chunk(0, delta, finishReason));
    }

    private static ChatChunk chunk(int index, Delta delta, String finishReason) {
        ChatChunk.Choice choice = new ChatChunk.Choice(index, delta, null, finishReason, null);
        return new ChatChunk("id", ChatChunk.OBJECT, 1L, "m", List.of(choice), null, null);
    }

    private static ChatCompletion completion(ChatCompletion.AssistantMessage message, String finishReason) {
        ChatCompletion.Choice choice = new ChatCompletion.Choice(0, message, null, finishReason, null);
        return new ChatCompletion("id", ChatCompletion.OBJECT, 1L, "m", List.of(choice), Usage.of(1, 2), null);
    }

    private static Delta calls(ToolCall... calls) {
        return new Delta(null, null, null, null, List.of(calls), null);
    }

    private static ToolCall call(Integer index, String id, String name, String arguments) {
        String type = id == null ? null : "function";
        return new ToolCall(index, id, type, new ToolCall.Function(name, arguments, null), null);
    }
}
