package dev.tollgate.batch;

import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;

/** The result of one line of a batch, as its client may see it. */
public sealed interface BatchOutput {

    /** What the client named the line. */
    String customId();

    /** A chat was answered. */
    record Completed(String customId, ChatCompletion completion) implements BatchOutput {}

    /**
     * Something else than a chat was answered, or a chat in the client's own words.
     *
     * @param body as the provider sent it
     */
    record Document(String customId, byte[] body) implements BatchOutput {}

    /** The provider refused the line, or a content policy its answer. */
    record Refused(String customId, GatewayException failure) implements BatchOutput {}

    /**
     * The batch ended before the line.
     *
     * @param code such as {@code batch_expired}
     */
    record Skipped(String customId, String code, String message) implements BatchOutput {}
}
