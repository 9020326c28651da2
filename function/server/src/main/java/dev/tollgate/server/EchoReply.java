package dev.tollgate.server;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The response of the provider {@code echo}, which repeats the last user message. Each word counts as a token. */
record EchoReply(ChatRequest request, String id, Instant now) {
    private static final Pattern WORD = Pattern.compile("\\S+");
    /** Matches after the white space that follows a word, so that the joined chunks are the original text. */
    private static final Pattern BEFORE_WORD = Pattern.compile("(?<=\\s)(?=\\S)");

    private static final int MAX_CHUNKS = 200;

    /** Returns the whole response. */
    ChatCompletion whole() {
        ChatCompletion.AssistantMessage answer =
                new ChatCompletion.AssistantMessage("assistant", text(), null, null, null, Map.of());
        return new ChatCompletion(
                id,
                ChatCompletion.OBJECT,
                now.getEpochSecond(),
                request.model(),
                List.of(new ChatCompletion.Choice(0, answer, null, "stop", Map.of())),
                usage(),
                Map.of());
    }

    /** Returns the response word by word, with usage at the end if the request wants it. */
    List<ChatChunk> chunks() {
        List<ChatChunk> chunks = new ArrayList<>();
        chunks.add(chunk(new Delta("assistant", "", null, null, null, Map.of()), null));
        fragments().forEach(fragment -> chunks.add(chunk(new Delta(null, fragment, null, null, null, Map.of()), null)));
        chunks.add(chunk(Delta.EMPTY, "stop"));
        if (request.usageRequested()) {
            chunks.add(chunk(List.of(), usage()));
        }
        return chunks;
    }

    private ChatChunk chunk(Delta delta, @Nullable String finishReason) {
        return chunk(List.of(new ChatChunk.Choice(0, delta, null, finishReason, Map.of())), null);
    }

    private ChatChunk chunk(List<ChatChunk.Choice> choices, @Nullable Usage usage) {
        return new ChatChunk(id, ChatChunk.OBJECT, now.getEpochSecond(), request.model(), choices, usage, Map.of());
    }

    /** Returns single words, or groups of words if the delays between single words would take minutes. */
    private List<String> fragments() {
        String[] words = BEFORE_WORD.split(text());
        int size = Math.ceilDiv(words.length, MAX_CHUNKS);
        List<String> fragments = new ArrayList<>();
        for (int from = 0; from < words.length; from += size) {
            int to = Math.min(from + size, words.length);
            fragments.add(String.join("", List.of(words).subList(from, to)));
        }
        return fragments;
    }

    private Usage usage() {
        long prompt = request.messages().stream()
                .mapToLong(message -> words(text(message)))
                .sum();
        return Usage.of(prompt, words(text()));
    }

    private String text() {
        return request.messages().stream()
                .filter(message -> message.role() == Role.USER)
                .reduce((earlier, later) -> later)
                .map(EchoReply::text)
                .orElse("");
    }

    private static String text(Message message) {
        return switch (message.content()) {
            case MessageContent.Text(String text) -> text;
            case MessageContent.Parts(List<ContentPart> parts) ->
                parts.stream().map(EchoReply::text).collect(Collectors.joining(" "));
            case null -> "";
        };
    }

    private static String text(ContentPart part) {
        return part instanceof ContentPart.Text text && text.text() != null ? text.text() : "";
    }

    private static long words(String text) {
        return WORD.matcher(text).results().count();
    }
}
