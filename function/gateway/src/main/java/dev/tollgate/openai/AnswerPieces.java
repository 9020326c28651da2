package dev.tollgate.openai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A complete answer as one chunk that says all of it. */
final class AnswerPieces {
    private AnswerPieces() {}

    static ChatChunk of(ChatCompletion completion) {
        return new ChatChunk(
                completion.id(),
                ChatChunk.OBJECT,
                completion.created(),
                completion.model(),
                completion.choices().stream().map(AnswerPieces::choice).toList(),
                null,
                completion.extra());
    }

    private static ChatChunk.Choice choice(ChatCompletion.Choice choice) {
        ChatCompletion.AssistantMessage message = choice.message();
        Delta delta = new Delta(
                message.role(),
                message.content(),
                message.reasoningContent(),
                message.refusal(),
                calls(message.toolCalls()),
                message.extra());
        return new ChatChunk.Choice(choice.index(), delta, choice.logprobs(), choice.finishReason(), choice.extra());
    }

    /** Only pieces say which call they belong to. */
    private static @Nullable List<ToolCall> calls(@Nullable List<ToolCall> calls) {
        if (calls == null) {
            return null;
        }
        ToolCall[] pieces = new ToolCall[calls.size()];
        for (int i = 0; i < pieces.length; i++) {
            ToolCall call = calls.get(i);
            pieces[i] = new ToolCall(i, call.id(), call.type(), call.function(), call.extra());
        }
        return List.of(pieces);
    }
}
