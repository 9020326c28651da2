package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EchoReplyTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void theLastUserMessageIsRepeatedWithItsWhiteSpace() {
        List<ChatChunk> chunks = reply(false, "one", " two  three\nfour ").chunks();
        assertThat(contents(chunks)).containsExactly("", " ", "two  ", "three\n", "four ");
        assertThat(chunks.getLast().choices().getFirst().finishReason()).isEqualTo("stop");
    }

    @Test
    void usageComesLastAndOnlyOnRequest() {
        List<ChatChunk> chunks = reply(true, "one", "two three").chunks();
        assertThat(chunks.getLast().choices()).isEmpty();
        assertThat(chunks.getLast().usage()).isEqualTo(Usage.of(3, 2));
        assertThat(reply(false, "one").chunks()).allMatch(chunk -> chunk.usage() == null);
    }

    @Test
    void theWholeResponseHasTheSameTextAsTheStream() {
        EchoReply reply = reply(true, "Hello, my world");
        ChatCompletion whole = reply.whole();
        assertThat(whole.choices().getFirst().message().content())
                .isEqualTo(String.join("", contents(reply.chunks())))
                .isEqualTo("Hello, my world");
        assertThat(whole.usage()).isEqualTo(reply.chunks().getLast().usage());
        assertThat(whole.created()).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void onlyTextPartsAreRepeated() {
        MessageContent parts = new MessageContent.Parts(List.of(
                new ContentPart.Text("text", "Look:", null),
                new ContentPart.Other("input_audio", null),
                new ContentPart.Text("text", "so", null)));
        EchoReply reply = reply(false, List.of(new Message(Role.USER, parts, null, null, null, null)));
        assertThat(reply.whole().choices().getFirst().message().content()).isEqualTo("Look:  so");
    }

    @Test
    void withoutAUserMessageTheResponseIsEmpty() {
        EchoReply reply = reply(true, List.of(Message.text(Role.SYSTEM, "be brief")));
        assertThat(contents(reply.chunks())).containsOnly("");
        assertThat(reply.whole().usage()).isEqualTo(Usage.of(2, 0));
    }

    @Test
    void aLongTextTakesOnlyAFewSeconds() {
        String text = "word ".repeat(10_001);
        List<ChatChunk> chunks = reply(false, text).chunks();
        assertThat(chunks).hasSizeLessThanOrEqualTo(202);
        assertThat(String.join("", contents(chunks))).isEqualTo(text);
    }

    private static EchoReply reply(boolean usage, String... said) {
        return reply(
                usage,
                List.of(said).stream()
                        .map(text -> Message.text(Role.USER, text))
                        .toList());
    }

    private static EchoReply reply(boolean usage, List<Message> messages) {
        StreamOptions options = new StreamOptions(usage, null);
        ChatRequest request =
                new ChatRequest("echo-1", messages, true, options, null, null, null, null, null, null, null, null);
        return new EchoReply(request, "chatcmpl-1", NOW);
    }

    private static List<String> contents(List<ChatChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .map(choice -> choice.delta().content())
                .filter(content -> content != null)
                .collect(Collectors.toList());
    }
}
