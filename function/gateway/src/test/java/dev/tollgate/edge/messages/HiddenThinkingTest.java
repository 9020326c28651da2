package dev.tollgate.edge.messages;

import static dev.tollgate.edge.messages.MessageChunks.call;
import static dev.tollgate.edge.messages.MessageChunks.chunk;
import static dev.tollgate.edge.messages.MessageChunks.format;
import static dev.tollgate.edge.messages.MessageChunks.read;
import static dev.tollgate.edge.messages.MessageChunks.streamed;
import static dev.tollgate.edge.messages.MessageChunks.text;
import static dev.tollgate.edge.messages.MessageChunks.thought;
import static dev.tollgate.edge.messages.MessageChunks.types;
import static dev.tollgate.edge.messages.MessageChunks.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.ThinkingBlocks.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who sees what a model thinks, and how it comes back to the model. */
final class HiddenThinkingTest {
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
        List<ChatChunk> chunks = new ArrayList<>(List.of(chunk(Delta.INITIAL_NO_TEXT), thought("Hm.")));
        new ReplyBlocks().addThinking(0, new Block.Thinking("Hm.", "s1")).forEach(delta -> chunks.add(chunk(delta)));
        assertThat(whole(format(false), chunks).path("content"))
                .hasToString("[{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"s1\"}]");
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
}
