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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The answer to a request that says what its user said last. Each word counts as a token. */
record EchoReply(ChatRequest request, String id, Instant now) {
    private static final Pattern WORD = Pattern.compile("\\S+");
    /** Behind the white space that follows a word, so that the pieces joined are the text again. */
    private static final Pattern BEFORE_WORD = Pattern.compile("(?<=\\s)(?=\\S)");

    private static final int MOST_PIECES = 200;

    /** In one piece. */
    ChatCompletion whole() {
        ChatCompletion.Answer answer = new ChatCompletion.Answer("assistant", text(), null, null, null, null);
        return new ChatCompletion(
                id,
                ChatCompletion.OBJECT,
                now.getEpochSecond(),
                request.model(),
                List.of(new ChatCompletion.Choice(0, answer, null, "stop", null)),
                usage(),
                null);
    }

    /** Word by word; usage at the end where it is asked for. */
    List<ChatChunk> chunks() {
        List<ChatChunk> chunks = new ArrayList<>();
        chunks.add(chunk(new Delta("assistant", "", null, null, null, null), null));
        pieces().forEach(piece -> chunks.add(chunk(new Delta(null, piece, null, null, null, null), null)));
        chunks.add(chunk(Delta.EMPTY, "stop"));
        if (request.usageWanted()) {
            chunks.add(chunk(List.of(), usage()));
        }
        return chunks;
    }

    private ChatChunk chunk(Delta delta, String finishReason) {
        return chunk(List.of(new ChatChunk.Choice(0, delta, null, finishReason, null)), null);
    }

    private ChatChunk chunk(List<ChatChunk.Choice> choices, Usage usage) {
        return new ChatChunk(id, ChatChunk.OBJECT, now.getEpochSecond(), request.model(), choices, usage, null);
    }

    /** Single words, unless there are so many that the pauses between them would take minutes. */
    private List<String> pieces() {
        String[] words = BEFORE_WORD.split(text());
        int size = Math.ceilDiv(words.length, MOST_PIECES);
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < words.length; from += size) {
            int to = Math.min(from + size, words.length);
            pieces.add(String.join("", List.of(words).subList(from, to)));
        }
        return pieces;
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
