package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink.AttemptSummary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells which targets were asked, and what came of each: in a number for programs, and in words for people. */
final class AttemptHeaders {
    private AttemptHeaders() {}

    /** Nothing where nobody was asked. */
    static void add(List<AttemptSummary> attemptSummary, Map<String, String> headers) {
        if (attemptSummary.isEmpty()) {
            return;
        }
        headers.put("x-tollgate-attempts", String.valueOf(attemptSummary.size()));
        headers.put(
                "x-tollgate-tried",
                HeaderText.visible(
                        attemptSummary.stream().map(AttemptHeaders::words).collect(Collectors.joining(", "))));
    }

    private static String words(AttemptSummary attemptSummary) {
        String outcome = attemptSummary.error() == null ? "answered" : attemptSummary.error();
        return attemptSummary.provider() + "/" + attemptSummary.model() + " " + outcome + " " + attemptSummary.millis()
                + "ms";
    }
}
