package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.guardrail.detector.PatternDetector;
import dev.tollgate.guardrail.detector.WordListDetector;
import dev.tollgate.openai.AnswerEditor;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.StreamEditors;
import dev.tollgate.openai.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every channel of an answer, whole and streamed: what is said in one is edited in it, however the stream is cut. */
final class AnswerChannelsTest {
    private static final String TEXT = "We call it Bluebird, and <EMAIL_1> knows.";

    private static final StreamEditors CHECKING = RuleEditors.checking(new DetectorRule(
            List.of(new ActiveDetector(WordListDetector.of("bird", List.of("Bluebird")), PolicyAction.REDACT, "p")),
            _ -> {}));

    @ParameterizedTest
    @EnumSource
    void nothingThatAPolicyRedactsIsShown(AnswerChannel channel) throws JsonProcessingException {
        for (List<ChatChunk> stream : streams(channel)) {
            List<ChatChunk> edited = edited(stream, CHECKING);

            assertThat(shown(edited)).doesNotContain("bird,", "Blue");
            assertThat(json(folded(edited))).doesNotContain("Bluebird");
            assertThat(folded(edited)).isEqualTo(AnswerEditor.edited(folded(stream), CHECKING));
        }
    }

    @Test
    void aRedactedNameIsStillAName() {
        ChatCompletion answer = folded(stream(AnswerChannel.TOOL_NAME, List.of("find-Bluebird")));

        assertThat(AnswerEditor.edited(answer, CHECKING)
                        .choices()
                        .getFirst()
                        .message()
                        .toolCalls())
                .extracting(call -> call.function().name())
                .containsExactly("find-BIRD");
    }

    @Test
    void aNumberOfAFieldIsRedactedToText() throws JsonProcessingException {
        StreamEditors cards = RuleEditors.checking(new DetectorRule(
                List.of(new ActiveDetector(PatternDetector.of("card", "4[0-9]{15}"), PolicyAction.REDACT, "p")),
                _ -> {}));
        ChatChunk chunk = JsonCodec.mapper()
                .readValue(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"parsed\":{\"card\":4111111111111111,\"n\":1}}}]}",
                        ChatChunk.class);

        assertThat(json(new AnswerEditor(cards).edit(chunk))).contains("{\"card\":\"[CARD]\",\"n\":1}");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOKENS")
    void everyPlaceholderIsRestored(AnswerChannel channel) throws JsonProcessingException {
        PlaceholderMap placeholders = new PlaceholderMap();
        placeholders.text("EMAIL", "alice@example.com");
        StreamEditors restoring = RuleEditors.restoring(placeholders);
        for (List<ChatChunk> stream : streams(channel)) {
            List<ChatChunk> edited = edited(stream, restoring);

            assertThat(shown(edited)).contains("alice@example.com").doesNotContain("EMAIL", "_1");
            assertThat(folded(edited)).isEqualTo(AnswerEditor.edited(folded(stream), restoring));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGrammarOfTheStreamStays(AnswerChannel channel) {
        for (List<ChatChunk> stream : streams(channel)) {
            List<ChatChunk> edited = edited(stream, CHECKING);

            assertThat(edited.getFirst().choices().getFirst().delta().role()).isEqualTo("assistant");
            assertThat(edited).filteredOn(chunk -> finishReason(chunk) != null).containsExactly(edited.getLast());
            assertThat(edited.getLast().choices().getFirst().delta()).isEqualTo(Delta.EMPTY);
            assertThat(edited)
                    .noneMatch(chunk -> chunk.choices().getFirst().delta().equals(Delta.EMPTY)
                            && chunk.choices().getFirst().logprobs() == null
                            && finishReason(chunk) == null);
        }
    }

    /** Cut once at each position, and into single characters. */
    private static List<List<ChatChunk>> streams(AnswerChannel channel) {
        String text = channel.wrapped(TEXT);
        List<List<ChatChunk>> streams = new ArrayList<>();
        streams.add(stream(channel, List.of(text)));
        if (channel.comesInPieces()) {
            for (int cut = 1; cut < text.length(); cut++) {
                streams.add(stream(channel, List.of(text.substring(0, cut), text.substring(cut))));
            }
            streams.add(stream(
                    channel, text.codePoints().mapToObj(Character::toString).toList()));
        }
        return streams;
    }

    private static List<ChatChunk> stream(AnswerChannel channel, List<String> pieces) {
        ChunkShaper shaper = new ChunkShaper("r", 1, "m", false);
        List<ChatChunk> stream = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            stream.addAll(shaper.shape(channel.event(pieces.get(i), i == 0)));
        }
        stream.addAll(shaper.shape(AnswerChannel.finish()));
        return stream;
    }

    private static List<ChatChunk> edited(List<ChatChunk> stream, StreamEditors editors) {
        AnswerEditor editor = new AnswerEditor(editors);
        List<ChatChunk> edited = new ArrayList<>();
        stream.forEach(chunk -> edited.addAll(editor.edit(chunk)));
        assertThat(editor.end()).isEmpty();
        return edited;
    }

    private static ChatCompletion folded(List<ChatChunk> stream) {
        ChunkFold fold = new ChunkFold();
        stream.forEach(fold::add);
        return fold.completion(Usage.of(1, 1));
    }

    /** The texts of all events, one after the other, without the JSON between them. */
    private static String shown(List<ChatChunk> stream) throws JsonProcessingException {
        StringBuilder texts = new StringBuilder();
        for (ChatChunk chunk : stream) {
            JsonCodec.mapper().readTree(json(chunk)).findParents("index").forEach(parent -> append(texts, parent));
        }
        return texts.append(json(stream)).toString();
    }

    private static void append(StringBuilder texts, JsonNode node) {
        if (node.isTextual()) {
            texts.append(node.textValue());
        }
        node.forEach(child -> append(texts, child));
    }

    private static String json(Object value) throws JsonProcessingException {
        return JsonCodec.mapper().writeValueAsString(value);
    }

    private static String finishReason(ChatChunk chunk) {
        return chunk.choices().getFirst().finishReason();
    }
}
