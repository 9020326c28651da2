package dev.tollgate.provider;

/** What came of waiting for more of a reply's body. */
public sealed interface BodyPart {

    /** Bytes, cut as the network cut them. */
    record Bytes(byte[] bytes) implements BodyPart {}

    /** Nothing came in the time waited for. */
    record Silence() implements BodyPart {}

    /** The provider ended the body properly. */
    record End() implements BodyPart {}

    /** The connection broke, or this side gave up. */
    record Broken(Throwable cause) implements BodyPart {}
}
