package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Edits one choice of an {@link AnswerEditor}. When the model goes on in another text, such as from its reasoning to its content,
 * the text before is over: its end is not held back until the end of the choice, after which a client would show it.
 */
final class EditedChoice {
    private final int index;
    private final StreamEditor content;
    private final StreamEditor reasoning;
    private final StreamEditor refusal;
    private final EditedCalls calls;
    private final StreamedFields messageFields;
    private final CompleteFields fields;
    private final @Nullable EditedTokens tokens;
    private final Map<String, JsonNode> unsentFields = new LinkedHashMap<>();

    EditedChoice(int index, StreamEditors editors) {
        this.index = index;
        this.content = editors.text();
        this.reasoning = editors.text();
        this.refusal = editors.text();
        this.calls = new EditedCalls(editors);
        this.messageFields = new StreamedFields(editors);
        this.fields = new CompleteFields(editors);
        this.tokens = editors.hiddenTokens().map(EditedTokens::new).orElse(null);
    }

    List<ChatChunk.Choice> edit(ChatChunk.Choice raw) {
        unsentFields.putAll(fields.edited(raw.extra()));
        List<ChatChunk.Choice> pieces = new ArrayList<>(2);
        add(delta(raw.delta()), shown(raw.logprobs()), pieces);
        if (raw.finishReason() != null) {
            pieces.addAll(end());
            pieces.add(piece(Delta.EMPTY, null, raw.finishReason()));
        }
        return pieces;
    }

    /** What is still held back. */
    List<ChatChunk.Choice> end() {
        Delta rest = new Delta(
                null,
                orNull(content.end()),
                orNull(reasoning.end()),
                orNull(refusal.end()),
                calls.end(),
                messageFields.end());
        List<ChatChunk.Choice> pieces = new ArrayList<>(1);
        add(rest, tokens == null ? null : tokens.end(), pieces);
        return pieces;
    }

    private void add(Delta delta, @Nullable JsonNode logprobs, List<ChatChunk.Choice> pieces) {
        if (!delta.addsNothing() || logprobs != null) {
            pieces.add(piece(delta, logprobs, null));
        }
    }

    private @Nullable JsonNode shown(@Nullable JsonNode logprobs) {
        if (tokens == null) {
            return logprobs;
        }
        tokens.hold(logprobs);
        return null;
    }

    private Delta delta(Delta raw) {
        boolean speaks = isText(raw.content())
                || isText(raw.reasoningContent())
                || isText(raw.refusal())
                || raw.toolCalls() != null
                || !raw.completeBlocks().isEmpty();
        Map<String, JsonNode> extra =
                speaks && raw.extra().isEmpty() ? messageFields.end() : messageFields.add(raw.extra());
        return new Delta(
                raw.role(),
                text(content, raw.content(), speaks),
                text(reasoning, raw.reasoningContent(), speaks),
                text(refusal, raw.refusal(), speaks),
                calls.add(raw.toolCalls()),
                extra);
    }

    /** A text that is empty is not a held one: the first delta has empty content, which stays. */
    private static @Nullable String text(StreamEditor editor, @Nullable String piece, boolean speaks) {
        if (piece != null && !piece.isEmpty()) {
            return orNull(editor.add(piece));
        }
        String rest = speaks ? editor.end() : "";
        return rest.isEmpty() ? piece : rest;
    }

    private ChatChunk.Choice piece(Delta delta, @Nullable JsonNode logprobs, @Nullable String finishReason) {
        ChatChunk.Choice piece = new ChatChunk.Choice(index, delta, logprobs, finishReason, unsentFields);
        unsentFields.clear();
        return piece;
    }

    private static boolean isText(@Nullable String piece) {
        return piece != null && !piece.isEmpty();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
