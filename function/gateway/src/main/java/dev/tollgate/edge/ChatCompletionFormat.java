package dev.tollgate.edge;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import java.util.OptionalLong;

/**
 * OpenAI's chat answers.
 *
 * @param usageWanted whether the client wants the usage of a stream
 */
record ChatCompletionFormat(boolean usageWanted, CallCost cost) implements ChatResponseFormat {

    @Override
    public byte[] chunk(ChatChunk chunk) {
        ChatChunk shown = chunk.withoutBlocks();
        return shown.holdsNothing() ? NOTHING : ServerSentEvents.chunk(shown, usageWanted);
    }

    @Override
    public byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        return usageWanted
                ? ServerSentEvents.joined(chunk(cost.in(usage, chargeMicros)), ServerSentEvents.DONE)
                : ServerSentEvents.DONE;
    }

    @Override
    public byte[] whole(ChatCompletion completion, OptionalLong chargeMicros) {
        return ServerSentEvents.json(cost.in(completion, chargeMicros));
    }
}
