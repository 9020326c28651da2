package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicReplyTest {
    private static final String START = """
            {"type": "message_start", "message": {"id": "m", "model": "claude", "usage": {"input_tokens": 7, "output_tokens": 1}}}""";
    private static final String REASON = """
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 5}}""";

    private final AnthropicReply reply = new AnthropicReply("anthropic");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>", "[]", "{}", "{\"content\": [null]}", "{\"content\": {}}"})
    void failsOnABodyThatIsNotAMessage(String body) {
        assertThatThrownBy(() -> reply.whole(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.UPSTREAM_FAILED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"message_start\"}",
                "{\"type\": \"content_block_start\", \"index\": 0}",
                "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\": \"text_delta\", \"text\": \"lost\"}}",
                "{\"type\": \"error\"}",
                "no JSON"
            })
    void failsOnAnIncompleteEvent(String event) {
        assertThatThrownBy(() -> event(event)).isInstanceOf(GatewayException.class);
    }

    @Test
    void aBufferedMessageWithoutAStopReasonIsNotComplete() {
        reply.whole("{\"content\": [{\"type\": \"text\", \"text\": \"Hello\"}]}".getBytes(StandardCharsets.UTF_8));

        assertThat(reply.complete()).isFalse();
    }

    @Test
    void aStreamWithoutAStopReasonIsNotComplete() {
        event(START);
        event("{\"type\": \"message_stop\"}");

        assertThat(reply.complete()).isFalse();
    }

    @Test
    void holdsTheFinishReasonBackUntilTheEnd() {
        event(START);
        List<ChatChunk> counted = event(REASON);
        boolean completeBefore = reply.complete();
        List<ChatChunk> ended = event("{\"type\": \"message_stop\"}");

        assertThat(counted).extracting(ChatChunk::usage).containsExactly(Usage.of(7, 5));
        assertThat(counted.getFirst().choices()).isEmpty();
        assertThat(completeBefore).isFalse();
        assertThat(ended.getFirst().choices())
                .extracting(ChatChunk.Choice::finishReason)
                .containsExactly("stop");
        assertThat(reply.complete()).isTrue();
    }

    @Test
    void sendsTheInitialUsageWithTheFirstContent() {
        List<ChatChunk> start = event(START);
        List<ChatChunk> block = event(
                "{\"type\": \"content_block_start\", \"index\": 0, \"content_block\": {\"type\": \"text\", \"text\": \"\"}}");
        List<ChatChunk> first = event(text("Hel"));
        List<ChatChunk> second = event(text("lo"));

        assertThat(start).isEmpty();
        assertThat(block).isEmpty();
        assertThat(first.getFirst().usage()).isEqualTo(Usage.of(7, 1));
        assertThat(second.getFirst().usage()).isNull();
    }

    @Test
    void aBlockOfAToolIsContentAsSoonAsItStarts() {
        event(START);
        List<ChatChunk> call = event("""
            {"type": "content_block_start", "index": 0, "content_block":
              {"type": "server_tool_use", "id": "s1", "name": "web_search", "input": {}}}""");

        assertThat(call.getFirst().usage()).isEqualTo(Usage.of(7, 1));
    }

    @Test
    void aSearchIsCountedWhenItsResultsCome() {
        event(START);
        event("""
            {"type": "content_block_start", "index": 0, "content_block":
              {"type": "server_tool_use", "id": "s1", "name": "web_search", "input": {}}}""");
        List<ChatChunk> found = event("""
            {"type": "content_block_start", "index": 1, "content_block":
              {"type": "web_search_tool_result", "tool_use_id": "s1", "content": []}}""");
        List<ChatChunk> failed = event("""
            {"type": "content_block_start", "index": 2, "content_block": {"type": "web_search_tool_result",
              "tool_use_id": "s2", "content": {"type": "web_search_tool_result_error", "error_code": "unavailable"}}}""");

        assertThat(searches(found)).isEqualTo(1);
        assertThat(failed).isEmpty();
    }

    /** https://platform.claude.com/docs/en/build-with-claude/compaction#understanding-usage */
    @Test
    void whatASummaryUsedIsAddedUp() {
        List<ChatChunk> chunks = reply.whole("""
            {"id": "m", "type": "message", "role": "assistant", "model": "c", "content": [], "stop_reason": "end_turn",
             "usage": {"input_tokens": 23000, "output_tokens": 1000, "iterations": [
               {"type": "compaction", "input_tokens": 180000, "output_tokens": 3500},
               {"type": "message", "input_tokens": 23000, "output_tokens": 1000}]}}\
            """.getBytes(StandardCharsets.UTF_8));

        Usage usage = chunks.getFirst().usage();

        assertThat(usage).isNotNull();
        assertThat(usage.promptTokens()).isEqualTo(203_000);
        assertThat(usage.completionTokens()).isEqualTo(4_500);
    }

    private static long searches(List<ChatChunk> chunks) {
        return chunks.stream()
                .map(ChatChunk::usage)
                .filter(Objects::nonNull)
                .mapToLong(usage -> usage.serverToolUse().webSearches())
                .max()
                .orElse(0);
    }

    private static String text(String text) {
        return "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\": \"text_delta\", \"text\": \""
                + text + "\"}}";
    }

    private List<ChatChunk> event(String data) {
        return reply.event(new ReplyEvent("", data));
    }
}
