package dev.tollgate.edge.responses;

/** Ids of responses: {@code resp_}, and a part that the ids of their items begin with. */
final class ResponseId {
    private static final String PREFIX = "resp_";

    private ResponseId() {}

    /** The part for the response that this request makes. */
    static String partOf(String requestId) {
        return requestId.substring(requestId.indexOf('_') + 1);
    }

    /** The id with this part. */
    static String with(String part) {
        return PREFIX + part;
    }

    /** The part of this id. */
    static String part(String id) {
        return id.substring(PREFIX.length());
    }
}
