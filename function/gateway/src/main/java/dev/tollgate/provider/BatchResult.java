package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;

/** How one request of a batch ended. */
public sealed interface BatchResult {

    /** What the client named the request. */
    String customId();

    /**
     * It was answered.
     *
     * @param body what the provider would have replied to a request of its own
     */
    record Answered(String customId, byte[] body) implements BatchResult {}

    /**
     * The provider refused it.
     *
     * @param status as a request of its own would have got
     * @param body the provider's error
     */
    record Refused(String customId, int status, byte[] body) implements BatchResult {}

    /**
     * The provider says something of it that the gateway cannot read, and may have answered and billed it.
     *
     * @param failure what is wrong with it
     */
    record Unreadable(String customId, GatewayException failure) implements BatchResult {}

    /**
     * The batch ended before it.
     *
     * @param code such as {@code batch_expired}
     */
    record Skipped(String customId, String code, String message) implements BatchResult {

        /** The batch took longer than its window. */
        public static Skipped expired(String customId) {
            return new Skipped(
                    customId,
                    "batch_expired",
                    "This request could not be executed before the completion window expired.");
        }

        /** The batch was cancelled. */
        public static Skipped cancelled(String customId) {
            return new Skipped(customId, "batch_cancelled", "The batch was cancelled before this request.");
        }
    }
}
