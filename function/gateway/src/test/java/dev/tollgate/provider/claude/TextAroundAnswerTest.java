package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Claude says before it gives its answer in JSON by calling a tool is no part of that answer. */
class TextAroundAnswerTest {
    private static final String TEXT = "{\"type\":\"text\",\"text\":\"Here is the JSON:\"}";
    private static final String ANSWER =
            "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"tollgate_json_answer\",\"input\":{\"a\":1}}";
    private static final String CALL = "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}";

    @Test
    void theAnswerIsTheInputAlone() {
        assertThat(whole(TEXT, ANSWER).message().content()).isEqualTo("{\"a\":1}");
        assertThat(streamed(TEXT, ANSWER, TEXT).message().content()).isEqualTo("{\"a\":1}");
    }

    @Test
    void theTextIsTheAnswerIfTheToolIsNotCalled() {
        assertThat(whole(TEXT).message().content()).isEqualTo("Here is the JSON:");
        assertThat(streamed(TEXT).message().content()).isEqualTo("Here is the JSON:");
    }

    @Test
    void textBeforeACallOfTheClientsToolIsKept() {
        assertThat(streamed(TEXT, CALL).message().content()).isEqualTo("Here is the JSON:");
        assertThat(streamed(TEXT, CALL).message().toolCalls()).hasSize(1);
        assertThat(streamed(TEXT, CALL).finishReason()).isEqualTo("tool_calls");
    }

    private static ChatCompletion.Choice whole(String... blocks) {
        String message = "{\"content\":[" + String.join(",", blocks) + "],\"stop_reason\":\"tool_use\"}";
        return folded(AnthropicReply.ofJsonTool("p").whole(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static ChatCompletion.Choice streamed(String... blocks) {
        AnthropicReply reply = AnthropicReply.ofJsonTool("p");
        List<ChatChunk> chunks = new ArrayList<>();
        for (int i = 0; i < blocks.length; i++) {
            chunks.addAll(event(
                    reply,
                    "{\"type\":\"content_block_start\",\"index\":" + i + ",\"content_block\":" + blocks[i] + "}"));
            chunks.addAll(event(reply, "{\"type\":\"content_block_stop\",\"index\":" + i + "}"));
        }
        chunks.addAll(event(reply, "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"}}"));
        chunks.addAll(event(reply, "{\"type\":\"message_stop\"}"));
        return folded(chunks);
    }

    private static List<ChatChunk> event(AnthropicReply reply, String data) {
        return reply.event(new ReplyEvent("", data));
    }

    private static ChatCompletion.Choice folded(List<ChatChunk> chunks) {
        ChunkShaper shaper = new ChunkShaper("r", 0, "m", false);
        ChunkFold fold = new ChunkFold();
        chunks.forEach(chunk -> shaper.shape(chunk).forEach(fold::add));
        return fold.completion(Usage.NONE).choices().getFirst();
    }
}
