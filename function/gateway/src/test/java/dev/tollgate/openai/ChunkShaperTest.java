package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a provider sends, clients receive for each choice: initial delta → delta* → finish. */
final class ChunkShaperTest {
    private final ChunkShaper shaper = new ChunkShaper("r1", 1_700_000_000, "requested-model", false);

    @Test
    void aFinishReasonAloneIsACompleteChoice() {
        assertThat(shape(raw(Delta.EMPTY, "stop")))
                .containsExactly(chunk(Delta.INITIAL, null), chunk(Delta.EMPTY, "stop"));
    }

    @Test
    void sendsTheRoleOnceAndTheFinishReasonOnce() {
        assertThat(shape(
                        raw(text("assistant", "Hel"), null),
                        raw(text("assistant", "lo"), "stop"),
                        raw(text("assistant", ""), "stop")))
                .containsExactly(
                        chunk(Delta.INITIAL, null),
                        chunk(text(null, "Hel"), null),
                        chunk(text(null, "lo"), null),
                        chunk(Delta.EMPTY, "stop"));
    }

    @Test
    void fillsInWhatTheProviderLeavesOut() {
        ChatChunk bare =
                new ChatChunk(null, null, null, null, raw(text(null, "a"), null).choices(), null, null);
        assertThat(shaper.shape(bare).getLast())
                .isEqualTo(new ChatChunk(
                        "chatcmpl-r1",
                        ChatChunk.OBJECT,
                        1_700_000_000L,
                        "requested-model",
                        bare.choices(),
                        null,
                        null));
    }

    @Test
    void theFirstChunkWithAChoiceSetsIdAndModelOfAll() {
        ChatChunk aboutThePrompt = new ChatChunk("", "", 0L, "", List.of(), null, null);
        ChatChunk other = new ChatChunk(
                "other", ChatChunk.OBJECT, 9L, "n", raw(text(null, "b"), null).choices(), null, null);
        assertThat(shape(aboutThePrompt, raw(text(null, "a"), null), other))
                .containsExactly(
                        chunk(Delta.INITIAL, null), chunk(text(null, "a"), null), chunk(text(null, "b"), null));
    }

    @Test
    void theLatestUsageWins() {
        shape(raw(text(null, "a"), null).with(List.of(), Usage.of(5, 1)), raw(Delta.EMPTY, "stop"));
        shape(raw(Delta.EMPTY, null).with(List.of(), Usage.of(5, 7)));
        assertThat(shaper.usage()).isEqualTo(Usage.of(5, 7));
        assertThat(shaper.usageChunk(shaper.usage()))
                .isEqualTo(new ChatChunk("id", ChatChunk.OBJECT, 1L, "m", List.of(), Usage.of(5, 7), Map.of()));
    }

    @Test
    void aCallWithoutArgumentsGetsAnEmptyObject() {
        ToolCall call = new ToolCall(0, "call_1", "function", new ToolCall.Function("now", " ", null), null);
        ToolCall completed = new ToolCall(0, null, null, new ToolCall.Function(null, "{}", null), null);
        assertThat(shape(raw(calls(call), "tool_calls")))
                .containsExactly(
                        chunk(calls(call).asFirst(), null),
                        chunk(calls(completed), null),
                        chunk(Delta.EMPTY, "tool_calls"));
    }

    /** As OpenAI does: clients show an empty text as a part of its own. */
    @Test
    void aChoiceThatBeginsWithACallOrWithReasoningHasNoText() {
        ToolCall call = new ToolCall(0, "call_1", "function", new ToolCall.Function("now", "{}", null), null);
        assertThat(JsonCodec.mapper()
                        .<JsonNode>valueToTree(shape(raw(text("assistant", ""), null), raw(calls(call), null))
                                .getFirst())
                        .at("/choices/0/delta"))
                .hasToString(
                        "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}],\"content\":null,\"refusal\":null}");
        Delta reasoning = new Delta(null, null, "Hm", null, null, null);
        assertThat(shape(choice(1, reasoning, null)))
                .containsExactly(choice(1, Delta.INITIAL_NO_TEXT, null), choice(1, reasoning, null));
    }

    /** vercel/ai#12218, leookun/cursor-byok#391: agents run a tool only after {@code tool_calls}. */
    @Test
    void theFinishReasonFitsTheCalls() {
        ToolCall call = new ToolCall(0, "call_1", "function", new ToolCall.Function("now", "{}", null), null);
        assertThat(shape(raw(calls(call), "stop")).getLast()).isEqualTo(chunk(Delta.EMPTY, "tool_calls"));
        assertThat(shape(choice(1, text(null, "a"), "tool_calls")).getLast()).isEqualTo(choice(1, Delta.EMPTY, "stop"));
        assertThat(shape(choice(2, calls(call), "length")).getLast()).isEqualTo(choice(2, Delta.EMPTY, "length"));
        ChunkShaper forced = new ChunkShaper("r1", 0, "m", true);
        assertThat(forced.shape(raw(calls(call), "stop"))
                        .getLast()
                        .choices()
                        .getFirst()
                        .finishReason())
                .isEqualTo("stop");
    }

    /** elizaOS/eliza#30904, elie222/rakazo#416: half a character would become a question mark. */
    @Test
    void aCharacterThatIsSplitBetweenTwoDeltasIsSentWhole() {
        assertThat(shape(raw(text(null, "a\ud83d"), null), raw(text(null, "\ude00b"), null)))
                .endsWith(chunk(text(null, "a"), null), chunk(text(null, "\ud83d\ude00b"), null));
        Delta first = new Delta(null, null, "\ud83d", null, null, null);
        Delta second = new Delta(null, null, "\ude00", null, null, null);
        assertThat(shape(choice(1, first, null), choice(1, second, null)))
                .endsWith(choice(1, new Delta(null, null, "\ud83d\ude00", null, null, null), null));
        assertThat(shape(choice(2, calls(arguments("{\"\ud83d")), null), choice(2, calls(arguments("\ude00")), null)))
                .endsWith(choice(2, calls(new ToolCall(0, null, "function", function("\ud83d\ude00"), null)), null));
    }

    @Test
    void halfACharacterAtTheEndIsNotLost() {
        assertThat(shape(raw(text(null, "a\ud83d"), "stop")))
                .endsWith(chunk(text(null, "a"), null), chunk(text(null, "\ud83d"), null), chunk(Delta.EMPTY, "stop"));
    }

    private static ToolCall arguments(String piece) {
        return new ToolCall(0, "call_1", "function", function(piece), null);
    }

    private static ToolCall.Function function(String arguments) {
        return new ToolCall.Function(null, arguments, null);
    }

    /** HKUDS/nanobot#3943 (one id for two calls), anomalyco/opencode#12653 (ids above 40 characters). */
    @Test
    void everyCallHasAnIdOfItsOwn() {
        ToolCall.Function function = new ToolCall.Function("now", "{}", null);
        List<ToolCall> calls = List.of(
                new ToolCall(0, "call_0", "function", function, null),
                new ToolCall(1, "call_0", "function", function, null),
                new ToolCall(2, null, "function", function, null),
                new ToolCall(2, "late", null, null, null));
        Delta delta = new Delta(null, null, null, null, calls, null);
        String requestId = "req_0123456789abcdef01234567";
        ChunkShaper own = new ChunkShaper(requestId, 0, "m", false);
        assertThat(own.shape(choice(0, delta, null))
                        .getFirst()
                        .choices()
                        .getFirst()
                        .delta()
                        .toolCalls())
                .extracting(ToolCall::id)
                .containsExactly("call_0", "call_" + requestId + "_1", "call_" + requestId + "_2", null)
                .allMatch(id -> id == null || id.length() <= 40);
        assertThat(own.shape(choice(1, delta, null))
                        .getFirst()
                        .choices()
                        .getFirst()
                        .delta()
                        .toolCalls())
                .extracting(ToolCall::id)
                .containsExactly("call_0", "call_" + requestId + "_1_1", "call_" + requestId + "_1_2", null)
                .allMatch(id -> id == null || id.length() <= 40);
    }

    @Test
    void sendsFieldsOfAnEventWithoutChoicesWithTheNextChunk() {
        Map<String, JsonNode> filtered = Map.of("prompt_filter_results", BooleanNode.TRUE);
        ChatChunk aboutThePrompt = new ChatChunk("", "", 0L, "", List.of(), null, filtered);
        assertThat(shape(aboutThePrompt, raw(text(null, "a"), null)))
                .extracting(ChatChunk::extra)
                .containsExactly(filtered, Map.of());
    }

    private List<ChatChunk> shape(ChatChunk... raw) {
        List<ChatChunk> shaped = new ArrayList<>();
        for (ChatChunk chunk : raw) {
            shaped.addAll(shaper.shape(chunk));
        }
        return shaped;
    }

    private static ChatChunk raw(Delta delta, String finishReason) {
        return choice(0, delta, finishReason);
    }

    private static ChatChunk chunk(Delta delta, String finishReason) {
        return choice(0, delta, finishReason);
    }

    private static ChatChunk choice(int index, Delta delta, String finishReason) {
        ChatChunk.Choice choice = new ChatChunk.Choice(index, delta, null, finishReason, null);
        return new ChatChunk("id", ChatChunk.OBJECT, 1L, "m", List.of(choice), null, null);
    }

    private static Delta text(String role, String content) {
        return new Delta(role, content, null, null, null, null);
    }

    private static Delta calls(ToolCall call) {
        return new Delta(null, null, null, null, List.of(call), null);
    }
}
