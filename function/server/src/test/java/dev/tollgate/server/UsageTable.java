package dev.tollgate.server;

import dev.tollgate.golden.RecordedUsage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The usage records of one key, read from the table. */
record UsageTable(DynamoDbClient tables, String keyId) {
    /** The records of a key and month are spread over so many. */
    private static final int PARTITIONS = 4;

    static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("it", "it")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /**
     * The recorded usage of this request. The gateway settles it after the last byte, so it may appear a moment later.
     *
     * @param since when the request was not sent yet. Reading older records again and again would take most of the time
     */
    RecordedUsage settled(String requestId, Instant since) {
        return booked(await("the record of " + requestId)
                .until(
                        () -> settled(since).stream()
                                .filter(record -> record.get("request_id").s().equals(requestId))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow());
    }

    /** All records that are settled; the last ones may come a moment after their responses. */
    List<Map<String, AttributeValue>> settled(int count) {
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
        return await(count + " records").until(() -> settled(anHourAgo), found -> found.size() >= count);
    }

    /** Looks often: hundreds of tests wait for a record, each for some milliseconds. */
    private static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(30));
    }

    /** Of this month, and of the one before if it ended while the test ran. */
    private List<Map<String, AttributeValue>> settled(Instant since) {
        return Stream.of(since, Instant.now())
                .map(time -> YearMonth.from(time.atZone(ZoneOffset.UTC)))
                .distinct()
                .flatMap(month -> IntStream.range(0, PARTITIONS).mapToObj(number -> month + "#" + number))
                .flatMap(partition -> settledIn(partition, since))
                .toList();
    }

    private Stream<Map<String, AttributeValue>> settledIn(String partition, Instant since) {
        // Sort keys begin with the time, to the millisecond. Without its Z, a second comes before all of its
        // milliseconds.
        String from = since.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
        return tables
                .queryPaginator(request -> request.tableName("tollgate-usage")
                        .keyConditionExpression("pk = :partition AND sk >= :from")
                        .filterExpression("#status = :settled")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(
                                ":partition", AttributeValue.fromS("KEY#" + keyId + "#" + partition),
                                ":from", AttributeValue.fromS(from),
                                ":settled", AttributeValue.fromS("settled"))))
                .items()
                .stream();
    }

    private static RecordedUsage booked(Map<String, AttributeValue> record) {
        List<AttributeValue> attempts = record.get("attempts").l();
        AttributeValue error =
                attempts.isEmpty() ? null : attempts.getLast().m().get("error");
        return new RecordedUsage(
                number(record, "prompt_tokens"),
                number(record, "completion_tokens"),
                number(record, "cached_tokens"),
                numberIfPresent(record, "cache_write_1h_tokens"),
                number(record, "reasoning_tokens"),
                numberIfPresent(record, "web_searches"),
                record.get("estimated").bool(),
                record.get("outcome").s(),
                error == null ? null : error.s());
    }

    /** Records leave out what most calls do not have. */
    private static long numberIfPresent(Map<String, AttributeValue> record, String column) {
        return record.containsKey(column) ? number(record, column) : 0;
    }

    private static long number(Map<String, AttributeValue> record, String column) {
        return Long.parseLong(record.get(column).n());
    }
}
