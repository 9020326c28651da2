package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of a response: which target sent it, and what the key has left. */
final class ResponseHeaders {
    private ResponseHeaders() {}

    /** These headers, and those that this response has in addition. */
    static Map<String, String> of(ResponseSink.ResponseHead head, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("x-tollgate-provider", head.provider());
        headers.put("x-tollgate-model", HeaderText.visible(head.model()));
        AttemptHeaders.add(head.attempts(), headers);
        // A field's name is the client's text.
        if (!head.dropped().isEmpty()) {
            headers.put("x-tollgate-dropped", HeaderText.visible(String.join(", ", head.dropped())));
        }
        head.completionLimit()
                .ifPresent(tokens -> headers.put("x-tollgate-completion-limit", Integer.toString(tokens)));
        head.tierDecision().ifPresent(why -> headers.put("x-tollgate-tier", HeaderText.visible(why)));
        head.cache().ifPresent(note -> CacheHeaders.add(note, headers));
        headers.put("x-tollgate-overhead-ms", MillisText.text(head.overhead()));
        RateHeaders.add(head.rateStatus(), headers);
        BudgetHeaders.add(head.budgets(), headers);
        return headers;
    }
}
