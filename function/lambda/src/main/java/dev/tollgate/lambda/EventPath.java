package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The path of an event without what API Gateway leaves in front of it: the stage's name, or the path that a domain maps to the API. Where
 * the event does not say what that is, {@code TOLLGATE_ENDPOINT_BASE_PATH} does.
 */
final class EventPath {
    private static final String PROXY = "/{proxy+}";
    private static final String DEFAULT_STAGE = "$default";

    private EventPath() {}

    /** A REST API has the path as the client sent it, but knows what its resource at the root has captured of it. */
    static String v1(JsonNode event) {
        String path = event.path("path").asText("/");
        String captured = "/" + event.path("pathParameters").path("proxy").asText("");
        boolean atRoot = event.path("resource").asText("").equals(PROXY);
        return atRoot && captured.length() > 1 && path.endsWith(captured) ? captured : path;
    }

    /** An HTTP API puts the name of a stage in front, unless it is the default one. */
    static String v2(JsonNode event) {
        String path = event.path("rawPath").asText("/");
        String stage = event.path("requestContext").path("stage").asText(DEFAULT_STAGE);
        return !stage.equals(DEFAULT_STAGE) && path.startsWith("/" + stage + "/")
                ? path.substring(stage.length() + 1)
                : path;
    }
}
