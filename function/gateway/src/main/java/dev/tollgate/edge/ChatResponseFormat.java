package dev.tollgate.edge;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.LegacyFunctionCalls;
import java.util.Optional;

/** The words of the API in which a chat answer is given; what is said is the same in each. */
interface ChatResponseFormat {

    /** An event of a stream; empty where this API would have none. */
    Optional<byte[]> chunk(ChatChunk chunk, boolean usageWanted);

    /** The whole answer. */
    byte[] whole(ChatCompletion completion);

    /** Chat's own. */
    ChatResponseFormat CHAT = new ChatResponseFormat() {
        @Override
        public Optional<byte[]> chunk(ChatChunk chunk, boolean usageWanted) {
            return Optional.of(ServerSentEvents.chunk(chunk, usageWanted));
        }

        @Override
        public byte[] whole(ChatCompletion completion) {
            return ServerSentEvents.json(completion);
        }
    };

    /** Chat as it was before tools, for callers who offer functions. */
    ChatResponseFormat FUNCTIONS = new ChatResponseFormat() {
        @Override
        public Optional<byte[]> chunk(ChatChunk chunk, boolean usageWanted) {
            ChatChunk event = LegacyFunctionCalls.of(chunk);
            return LegacyFunctionCalls.addsNothing(event) && chunk.usage() == null
                    ? Optional.empty()
                    : CHAT.chunk(event, usageWanted);
        }

        @Override
        public byte[] whole(ChatCompletion completion) {
            return CHAT.whole(LegacyFunctionCalls.of(completion));
        }
    };
}
