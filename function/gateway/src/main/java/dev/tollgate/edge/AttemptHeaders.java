package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink.AttemptSummary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Headers that name the targets of a request and how each attempt ended: a number for programs, words for people. */
final class AttemptHeaders {
    private AttemptHeaders() {}

    /** Adds nothing if there was no attempt. */
    static void add(List<AttemptSummary> attempts, Map<String, String> headers) {
        if (attempts.isEmpty()) {
            return;
        }
        headers.put("x-tollgate-attempts", String.valueOf(attempts.size()));
        headers.put(
                "x-tollgate-tried",
                HeaderText.visible(attempts.stream().map(AttemptHeaders::words).collect(Collectors.joining(", "))));
    }

    private static String words(AttemptSummary attempt) {
        String outcome = attempt.error() == null ? "answered" : attempt.error();
        return attempt.provider() + "/" + attempt.model() + " " + outcome + " " + attempt.millis() + "ms";
    }
}
