package dev.tollgate.edge;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.TextCompletion;
import dev.tollgate.openai.TextCompletion.Choice;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The words of the API before chat: text and nothing else. A refusal is text here; thinking, which this API has no place
 * for, is left out.
 *
 * @param echoed the prompt where the answer is to begin with it, else empty
 * @param usageWanted whether the client wants the usage of a stream
 */
record TextCompletionFormat(String echoed, boolean usageWanted, CallCost cost) implements ChatResponseFormat {

    @Override
    public byte[] chunk(ChatChunk chunk) {
        List<Choice> choices = chunk.choices().stream()
                .map(this::piece)
                .filter(TextCompletionFormat::saysSomething)
                .toList();
        if (choices.isEmpty() && chunk.usage() == null) {
            return NOTHING;
        }
        TextCompletion event = new TextCompletion(
                chunk.id(),
                TextCompletion.OBJECT,
                chunk.created(),
                chunk.model(),
                choices,
                chunk.usage(),
                chunk.extra());
        return ServerSentEvents.chunk(event, usageWanted);
    }

    @Override
    public byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        return usageWanted
                ? ServerSentEvents.joined(chunk(cost.in(usage, chargeMicros)), ServerSentEvents.DONE)
                : ServerSentEvents.DONE;
    }

    @Override
    public byte[] whole(ChatCompletion answer, OptionalLong chargeMicros) {
        ChatCompletion completion = cost.in(answer, chargeMicros);
        List<Choice> choices = completion.choices().stream()
                .map(choice -> new Choice(
                        echoed + text(choice.message()), choice.index(), null, choice.finishReason(), choice.extra()))
                .toList();
        return ServerSentEvents.json(new TextCompletion(
                completion.id(),
                TextCompletion.OBJECT,
                completion.created(),
                completion.model(),
                choices,
                completion.usage(),
                completion.extra()));
    }

    /** The prompt comes with the opening of each choice, before anything that the model says. */
    private Choice piece(ChatChunk.Choice choice) {
        Delta delta = choice.delta();
        String opening = delta.role() == null ? "" : echoed;
        return new Choice(
                opening + orEmpty(delta.content()) + orEmpty(delta.refusal()),
                choice.index(),
                null,
                choice.finishReason(),
                choice.extra());
    }

    private static boolean saysSomething(Choice choice) {
        return !choice.text().isEmpty()
                || choice.finishReason() != null
                || !choice.extra().isEmpty();
    }

    private static String text(ChatCompletion.AssistantMessage message) {
        return orEmpty(message.content()) + orEmpty(message.refusal());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
