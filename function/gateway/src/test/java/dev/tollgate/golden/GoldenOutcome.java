package dev.tollgate.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.Response;

/**
 * What came of asking a case's question once.
 *
 * @param upstream what the provider got
 * @param response what the client got, with names that differ from call to call replaced
 */
public record GoldenOutcome(JsonNode upstream, Response response, RecordedUsage usage) {

    /** The golden file that this answer belongs into. */
    String answerFile() {
        return response.eventStream() ? "answer.sse" : "answer.json";
    }
}
