package dev.tollgate.server;

import dev.tollgate.golden.BookedUsage;
import java.net.URI;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The usage records of one key, read from the table. */
record UsageTable(DynamoDbClient tables, String keyId) {

    static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("it", "it")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** What was booked for this request; it is settled after the last byte, so it may come a moment later. */
    BookedUsage settled(String requestId) {
        for (int tries = 0; tries < 100; tries++) {
            List<Map<String, AttributeValue>> found = records(requestId);
            if (!found.isEmpty()) {
                return booked(found.getFirst());
            }
            pause();
        }
        throw new AssertionError("request " + requestId + " was never settled");
    }

    private List<Map<String, AttributeValue>> records(String requestId) {
        String month = YearMonth.now(ZoneOffset.UTC).toString();
        return tables.query(request -> request.tableName("tollgate-usage")
                        .keyConditionExpression("pk = :month")
                        .filterExpression("#status = :settled AND request_id = :request")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(
                                ":month", AttributeValue.fromS("KEY#" + keyId + "#" + month),
                                ":settled", AttributeValue.fromS("settled"),
                                ":request", AttributeValue.fromS(requestId))))
                .items();
    }

    private static BookedUsage booked(Map<String, AttributeValue> record) {
        List<AttributeValue> attempts = record.get("attempts").l();
        AttributeValue error =
                attempts.isEmpty() ? null : attempts.getLast().m().get("error");
        return new BookedUsage(
                number(record, "prompt_tokens"),
                number(record, "completion_tokens"),
                number(record, "cached_tokens"),
                number(record, "reasoning_tokens"),
                record.get("estimated").bool(),
                record.get("outcome").s(),
                error == null ? null : error.s());
    }

    private static long number(Map<String, AttributeValue> record, String column) {
        return Long.parseLong(record.get(column).n());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
