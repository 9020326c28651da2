package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import java.util.List;

/** The answer to one line of a batch, as a call would have got it. */
public sealed interface BatchReply {

    /** What it used, at the service tier of batches. */
    AttemptUsage usage();

    /**
     * A chat's.
     *
     * @param chunks the same as the completion, for those who edit answers
     * @param usageChunk its usage once more
     */
    record Chat(AttemptUsage usage, List<ChatChunk> chunks, ChatCompletion completion, ChatChunk usageChunk)
            implements BatchReply {}

    /**
     * Embeddings, in the words of OpenAI's API.
     *
     * @param body as the provider sent it
     */
    record Document(AttemptUsage usage, byte[] body) implements BatchReply {}
}
