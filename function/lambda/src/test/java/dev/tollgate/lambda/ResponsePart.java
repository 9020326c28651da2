package dev.tollgate.lambda;

/** A part of a scripted response: {@code Start → Bytes* → End}, with {@code Broken} at any point. */
sealed interface ResponsePart {

    /** The status and the headers, which come first. */
    record Start(ResponseHead head) implements ResponsePart {}

    /** Some bytes of the body. */
    record Bytes(byte[] bytes) implements ResponsePart {}

    /** The response is complete. */
    record End() implements ResponsePart {}

    /** The response ended early. */
    record Broken() implements ResponsePart {}
}
