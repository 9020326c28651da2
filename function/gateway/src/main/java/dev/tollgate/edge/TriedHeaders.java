package dev.tollgate.edge;

import dev.tollgate.call.Recipient.Tried;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells which targets were asked, and what came of each: in a number for programs, and in words for people. */
final class TriedHeaders {
    private TriedHeaders() {}

    /** Nothing where nobody was asked. */
    static void add(List<Tried> tried, Map<String, String> headers) {
        if (tried.isEmpty()) {
            return;
        }
        headers.put("x-tollgate-attempts", String.valueOf(tried.size()));
        headers.put(
                "x-tollgate-tried",
                HeaderText.visible(tried.stream().map(TriedHeaders::words).collect(Collectors.joining(", "))));
    }

    private static String words(Tried tried) {
        String outcome = tried.error() == null ? "answered" : tried.error();
        return tried.provider() + "/" + tried.model() + " " + outcome + " " + tried.millis() + "ms";
    }
}
