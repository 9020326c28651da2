package dev.tollgate.simulator;

import static dev.tollgate.load.UsageTables.required;

import dev.tollgate.load.UsageTables;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The gateway's usage records after a run, read without its code. */
record RecordedCalls(UsageTables tables) {
    private static final String KEY = "limited";

    static RecordedCalls of(DynamoDbClient client) {
        return new RecordedCalls(UsageTables.of(client, KEY));
    }

    long settled() {
        return tables.count("status", "settled");
    }

    /** Returns the number of records that match the result that the caller received. */
    long matching(Map<String, CallResult> results) {
        return tables.records().stream()
                .filter(record -> matches(record, results))
                .count();
    }

    private static boolean matches(Map<String, AttributeValue> record, Map<String, CallResult> results) {
        CallResult expected = results.get(required(record, "request_id").s());
        return expected != null
                && "complete".equals(required(record, "outcome").s())
                && expected.provider().equals(required(record, "provider").s())
                && number(record, "prompt_tokens") == expected.promptTokens()
                && number(record, "completion_tokens") == expected.completionTokens();
    }

    /** Returns the number of failed or of successful attempts. */
    long attempts(boolean failed) {
        return tables.records().stream()
                .flatMap(record -> attempts(record).stream())
                .filter(attempt -> attempt.m().containsKey("error") == failed)
                .count();
    }

    /** Returns the number of requests that needed more than one target. */
    long failedOver() {
        return tables.records().stream()
                .filter(record -> attempts(record).size() > 1)
                .count();
    }

    private static List<AttributeValue> attempts(Map<String, AttributeValue> record) {
        AttributeValue attempts = record.get("attempts");
        return attempts == null ? List.of() : attempts.l();
    }

    private static long number(Map<String, AttributeValue> record, String column) {
        return Long.parseLong(required(record, column).n());
    }
}
