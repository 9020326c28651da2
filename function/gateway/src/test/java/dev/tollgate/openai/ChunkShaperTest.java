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
    private final ChunkShaper shaper = new ChunkShaper("fallback-id", 1_700_000_000, "requested-model");

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
                        "fallback-id",
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
                        chunk(Delta.INITIAL, null),
                        chunk(calls(call), null),
                        chunk(calls(completed), null),
                        chunk(Delta.EMPTY, "tool_calls"));
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
