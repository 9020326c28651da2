package dev.tollgate.provider;

/** What came of waiting for more of a reply's body. */
public sealed interface Piece {

    /** Bytes, cut as the network cut them. */
    record Bytes(byte[] bytes) implements Piece {}

    /** Nothing came in the time waited for. */
    record Silence() implements Piece {}

    /** The provider ended the body properly. */
    record End() implements Piece {}

    /** The connection broke, or this side gave up. */
    record Broken(Throwable cause) implements Piece {}
}
