package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;

/** The result of waiting for more of a reply's body. */
public sealed interface BodyPart {

    /** The bytes that arrived, wherever the network cut them. */
    record Bytes(byte[] bytes) implements BodyPart {}

    /** Nothing arrived in time. */
    record TimedOut() implements BodyPart {}

    /** The provider ended the body properly. */
    record End() implements BodyPart {}

    /** The connection broke, or the gateway cancelled the exchange. */
    record Broken(Throwable cause) implements BodyPart {
        /** What this means for a reply that is not complete. */
        public GatewayException failure() {
            return new GatewayException(ErrorKind.UPSTREAM_FAILED, "The connection to the provider broke.", cause);
        }
    }
}
