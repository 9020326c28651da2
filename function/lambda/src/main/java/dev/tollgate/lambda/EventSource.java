package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says for the log where an event comes from. AWS' services name themselves in different places. */
final class EventSource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.:_/-]{1,64}");

    private EventSource() {}

    /** Such as {@code aws:sqs} or {@code aws.events}; the kind of the JSON, such as {@code an object}, if it does not say so. */
    static String of(JsonNode event) {
        JsonNode first = event.path("Records").path(0);
        return Stream.of(first.path("eventSource"), first.path("EventSource"), event.path("source"))
                .map(JsonNode::asText)
                .filter(NAME.asMatchPredicate())
                .findFirst()
                .orElse("JSON of type " + event.getNodeType().name().toLowerCase(Locale.ROOT));
    }
}
