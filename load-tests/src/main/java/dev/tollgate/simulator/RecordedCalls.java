package dev.tollgate.simulator;

import dev.tollgate.load.UsageTables;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The gateway's books after a run, read without its code. */
record RecordedCalls(UsageTables books) {
    private static final String KEY = "limited";

    static RecordedCalls of(DynamoDbClient tables) {
        return new RecordedCalls(UsageTables.of(tables, KEY));
    }

    long settled() {
        return books.count("status", "settled");
    }

    /** Records that say of their request just what its caller was told. */
    long likeTold(Map<String, CallResult> told) {
        return books.records().stream().filter(record -> like(record, told)).count();
    }

    private static boolean like(Map<String, AttributeValue> record, Map<String, CallResult> told) {
        CallResult expected = told.get(record.get("request_id").s());
        return expected != null
                && "complete".equals(record.get("outcome").s())
                && expected.provider().equals(record.get("provider").s())
                && number(record, "prompt_tokens") == expected.promptTokens()
                && number(record, "completion_tokens") == expected.completionTokens();
    }

    /** How many attempts were made, and how many of them failed. */
    long attempts(boolean failed) {
        return books.records().stream()
                .flatMap(record -> attempts(record).stream())
                .filter(attempt -> attempt.m().containsKey("error") == failed)
                .count();
    }

    /** Requests that had to ask more than one target. */
    long failedOver() {
        return books.records().stream()
                .filter(record -> attempts(record).size() > 1)
                .count();
    }

    private static List<AttributeValue> attempts(Map<String, AttributeValue> record) {
        return record.containsKey("attempts") ? record.get("attempts").l() : List.of();
    }

    private static long number(Map<String, AttributeValue> record, String column) {
        return Long.parseLong(record.get(column).n());
    }
}
