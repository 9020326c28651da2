package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChunkReplayTest {
    private static final Map<String, JsonNode> FIELDS = Map.of(
            "system_fingerprint", TextNode.valueOf("fp"),
            "citations", JsonNodeFactory.instance.arrayNode().add("https://example.com"));

    @Test
    void aTextComesInPiecesWithTheRoleFirstAndTheFinishLast() {
        String text = "The quick brown fox jumps over the lazy dog, and then it sleeps until the next morning. 🦊";
        List<ChatChunk> chunks = replay(message(text, null));

        assertThat(chunks.getFirst().choices().getFirst().delta()).isEqualTo(Delta.INITIAL);
        assertThat(chunks.getLast().choices().getFirst().finishReason()).isEqualTo("stop");
        assertThat(chunks.stream()
                        .map(chunk -> chunk.choices().getFirst().delta().content())
                        .filter(Objects::nonNull))
                .containsExactly(
                        "",
                        "The quick brown fox jumps over the lazy dog, and ",
                        "then it sleeps until the next morning. 🦊");
        assertThat(chunks).allMatch(chunk -> "chatcmpl-r".equals(chunk.id()) && chunk.created() == 7);
    }

    @Test
    void aTextWithoutSpacesIsNeverCutWithinACharacter() {
        String text = "x" + "🦊".repeat(100);

        assertThat(replay(message(text, null)).stream()
                        .map(chunk -> chunk.choices().getFirst().delta().content())
                        .filter(Objects::nonNull))
                .allMatch(piece -> piece.isEmpty() || !Character.isLowSurrogate(piece.charAt(0)));
    }

    @Test
    void whatIsShortComesWithEachEventAndAListOnlyWithTheFirst() {
        List<ChatChunk> chunks = replay(message("Hello", null));

        assertThat(chunks.getFirst().extra()).isEqualTo(FIELDS);
        assertThat(chunks.subList(1, chunks.size()))
                .allMatch(chunk -> chunk.extra().keySet().equals(Set.of("system_fingerprint")));
    }

    @Test
    void itFoldsToTheSameResponseWithAnIdOfItsOwn() {
        ToolCall.Function weather = new ToolCall.Function("weather", "{\"city\":\"Oslo\"}", null);
        ChatCompletion.AssistantMessage message = new ChatCompletion.AssistantMessage(
                "assistant",
                null,
                "I should look",
                null,
                List.of(
                        new ToolCall(null, "call_1", "function", weather, null),
                        new ToolCall(null, "call_2", "function", weather, null)),
                Map.of("annotations", JsonNodeFactory.instance.arrayNode().add(1)));
        ChatCompletion completion = completion(List.of(
                new ChatCompletion.Choice(0, message, null, "tool_calls", Map.of("x", TextNode.valueOf("y"))),
                new ChatCompletion.Choice(1, message("Hi", null), TextNode.valueOf("logprobs"), "stop", null)));
        ChunkFold fold = new ChunkFold();
        new ChunkReplay(completion, "r", 7).chunks().forEach(fold::add);

        assertThat(fold.completion(Usage.of(1, 2)))
                .isEqualTo(new ChatCompletion(
                        "chatcmpl-r", ChatCompletion.OBJECT, 7L, "m", completion.choices(), Usage.of(1, 2), FIELDS));
    }

    private static List<ChatChunk> replay(ChatCompletion.AssistantMessage message) {
        ChatCompletion.Choice choice = new ChatCompletion.Choice(0, message, null, "stop", null);
        return new ChunkReplay(completion(List.of(choice)), "r", 7).chunks();
    }

    private static ChatCompletion.AssistantMessage message(String content, String reasoning) {
        return new ChatCompletion.AssistantMessage("assistant", content, reasoning, null, null, null);
    }

    private static ChatCompletion completion(List<ChatCompletion.Choice> choices) {
        return new ChatCompletion("old", ChatCompletion.OBJECT, 1L, "m", choices, Usage.of(1, 2), FIELDS);
    }
}
