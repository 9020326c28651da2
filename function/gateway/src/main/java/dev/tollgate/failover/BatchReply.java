package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import java.util.List;
import java.util.Optional;

/** The answer to one line of a batch, as a call would have got it. */
public sealed interface BatchReply {

    /** What it used, at the service tier of batches. */
    AttemptUsage usage();

    /**
     * A chat's.
     *
     * @param chunks the same as the completion, for those who edit answers
     * @param usageChunk its usage once more
     * @param nativeBody the same in the client's own words, if the provider speaks the client's API
     */
    record Chat(
            AttemptUsage usage,
            List<ChatChunk> chunks,
            ChatCompletion completion,
            ChatChunk usageChunk,
            Optional<byte[]> nativeBody)
            implements BatchReply {}

    /**
     * Embeddings or moderations, in the words of OpenAI's API.
     *
     * @param body as the provider sent it
     */
    record Document(AttemptUsage usage, byte[] body) implements BatchReply {}
}
