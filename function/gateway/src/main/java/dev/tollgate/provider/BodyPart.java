package dev.tollgate.provider;

/** The result of waiting for more of a reply's body. */
public sealed interface BodyPart {

    /** The bytes that arrived, wherever the network cut them. */
    record Bytes(byte[] bytes) implements BodyPart {}

    /** Nothing arrived in time. */
    record TimedOut() implements BodyPart {}

    /** The provider ended the body properly. */
    record End() implements BodyPart {}

    /** The connection broke, or the gateway cancelled the exchange. */
    record Broken(Throwable cause) implements BodyPart {}
}
