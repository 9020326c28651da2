package dev.tollgate.edge;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.LegacyFunctionCalls;
import java.util.OptionalLong;

/**
 * Chat answers as they were before tools, for callers who offer functions.
 *
 * @param chat words everything else
 */
record FunctionCallFormat(ChatCompletionFormat chat) implements ChatResponseFormat {

    @Override
    public byte[] chunk(ChatChunk chunk) {
        ChatChunk event = LegacyFunctionCalls.of(chunk);
        return LegacyFunctionCalls.addsNothing(event) && chunk.usage() == null ? NOTHING : chat.chunk(event);
    }

    @Override
    public byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        return chat.finished(completion, usage, chargeMicros);
    }

    @Override
    public byte[] whole(ChatCompletion completion, OptionalLong chargeMicros) {
        return chat.whole(LegacyFunctionCalls.of(completion), chargeMicros);
    }
}
