package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AssistantBlocks.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a complete response as the chunks of a stream: the inverse of {@link ChunkFold}. The response gets an id and a time of its own;
 * tool calls keep their ids.
 */
public final class ChunkReplay {
    /** About what a dozen tokens have: clients show text as it comes, and each event costs some 200 bytes. */
    private static final int PIECE_LENGTH = 48;

    private final ChatCompletion completion;
    private final ChunkShaper shaper;
    private final List<ChatChunk> chunks = new ArrayList<>();

    /**
     * Prepares the replay of a response that {@link ChunkFold} made.
     *
     * @param requestId of the request that it answers now
     * @param created seconds since the epoch
     */
    public ChunkReplay(ChatCompletion completion, String requestId, long created) {
        this.completion = completion;
        String model = completion.model() == null ? "" : completion.model();
        // The finish reasons are those that the shaper once gave: they must stay as they are.
        this.shaper = new ChunkShaper(requestId, created, model, true);
    }

    /** The chunks, from the first one to the last finish. They fold to the response. */
    public List<ChatChunk> chunks() {
        send(List.of(), completion.extra());
        completion.choices().forEach(this::choice);
        return List.copyOf(chunks);
    }

    /** The chunk that ends the stream with its usage. Call it after {@link #chunks}. */
    public ChatChunk usageChunk(Usage usage) {
        return shaper.usageChunk(usage);
    }

    private void choice(ChatCompletion.Choice choice) {
        ChatCompletion.AssistantMessage message = choice.message();
        List<Piece> blocks = AssistantBlocks.of(message);
        boolean inBlocks = choice.logprobs() == null && thinking(blocks).equals(orEmpty(message.reasoningContent()));
        if (!inBlocks) {
            reasoning(choice, message.reasoningContent());
        }
        pieces(message.refusal(), piece -> delta(choice, new Delta(null, null, null, piece, null, Map.of()), null));
        if (inBlocks) {
            blocks.forEach(block -> block(choice, block));
        } else {
            content(choice, message.content());
        }
        if (!message.extra().isEmpty()) {
            delta(choice, new Delta(null, null, null, null, null, message.extra()), null);
        }
        if (!inBlocks) {
            calls(choice, message);
        }
        if (choice.finishReason() != null) {
            send(
                    List.of(new ChatChunk.Choice(
                            choice.index(), Delta.EMPTY, null, choice.finishReason(), choice.extra())),
                    steadyFields());
        }
    }

    private static String thinking(List<Piece> blocks) {
        StringBuilder text = new StringBuilder();
        for (Piece block : blocks) {
            if (block instanceof Piece.Thinking(ThinkingBlocks.Block.Thinking thinking)) {
                text.append(thinking.text());
            }
        }
        return text.toString();
    }

    private void block(ChatCompletion.Choice choice, Piece block) {
        switch (block) {
            case Piece.Thinking(ThinkingBlocks.Block thinking) -> {
                if (thinking instanceof ThinkingBlocks.Block.Thinking(String text, String _)) {
                    reasoning(choice, text);
                }
                if (thinking.isSigned()) {
                    delta(choice, Delta.complete(ThinkingBlocks.json(thinking)), null);
                }
            }
            case Piece.Other(int _, ObjectNode other) -> delta(choice, Delta.complete(other), null);
            case Piece.Content(int _, ContentPart part) ->
                content(choice, part instanceof ContentPart.Text text ? text.text() : "");
            case Piece.Call(int index, ToolCall call) -> call(choice, index, call);
        }
    }

    private void reasoning(ChatCompletion.Choice choice, @Nullable String text) {
        pieces(text, piece -> delta(choice, new Delta(null, null, piece, null, null, Map.of()), null));
    }

    private void calls(ChatCompletion.Choice choice, ChatCompletion.AssistantMessage message) {
        List<ToolCall> calls = message.toolCalls() == null ? List.of() : message.toolCalls();
        for (int index = 0; index < calls.size(); index++) {
            call(choice, index, calls.get(index));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Log probabilities belong to tokens, whose bounds are not known any more: such a text comes in one piece. */
    private void content(ChatCompletion.Choice choice, @Nullable String text) {
        if (choice.logprobs() != null) {
            delta(choice, new Delta(null, text, null, null, null, Map.of()), choice.logprobs());
        } else {
            pieces(text, piece -> delta(choice, new Delta(null, piece, null, null, null, Map.of()), null));
        }
    }

    private void call(ChatCompletion.Choice choice, int index, ToolCall call) {
        ToolCall.Function function = call.function();
        String name = function == null ? null : function.name();
        ToolCall first =
                new ToolCall(index, call.id(), call.type(), new ToolCall.Function(name, "", Map.of()), call.extra());
        delta(choice, new Delta(null, null, null, null, List.of(first), Map.of()), null);
        pieces(function == null ? null : function.arguments(), piece -> {
            ToolCall next = new ToolCall(index, null, null, new ToolCall.Function(null, piece, Map.of()), Map.of());
            delta(choice, new Delta(null, null, null, null, List.of(next), Map.of()), null);
        });
    }

    private void delta(ChatCompletion.Choice choice, Delta delta, @Nullable JsonNode logprobs) {
        send(List.of(new ChatChunk.Choice(choice.index(), delta, logprobs, null, Map.of())), steadyFields());
    }

    private void send(List<ChatChunk.Choice> pieces, Map<String, JsonNode> fields) {
        chunks.addAll(shaper.shape(new ChatChunk(null, null, null, null, pieces, null, fields)));
    }

    /** OpenAI repeats {@code system_fingerprint} and the like in each event. A list of sources would be too much. */
    private Map<String, JsonNode> steadyFields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>(completion.extra());
        fields.values().removeIf(JsonNode::isContainerNode);
        return fields;
    }

    /** Cuts text after a space, and never within a character. */
    private static void pieces(@Nullable String text, Consumer<String> piece) {
        if (text == null) {
            return;
        }
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from);
            piece.accept(text.substring(from, to));
            from = to;
        }
    }

    private static int end(String text, int from) {
        int latest = from + PIECE_LENGTH;
        if (latest >= text.length()) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', latest);
        if (space > from) {
            return space + 1;
        }
        return Character.isLowSurrogate(text.charAt(latest)) ? latest + 1 : latest;
    }
}
