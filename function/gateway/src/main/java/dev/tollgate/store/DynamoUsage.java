package dev.tollgate.store;

import dev.tollgate.bill.UsageLine;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads usage records back: one Query for each month of a key. */
@ApplicationScoped
public class DynamoUsage {
    private static final AttributeValue ABSENT = AttributeValue.fromNul(true);

    private final DynamoDbClient client;
    private final String table;

    DynamoUsage(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().usage();
    }

    /** Gives each record of a key that was accepted from the first instant on and before the second, in that order. */
    public void read(String keyId, Instant from, Instant until, Consumer<UsageLine> reader) {
        if (!from.isBefore(until)) {
            return;
        }
        YearMonth last = month(until.minusNanos(1));
        Stream.iterate(month(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .forEach(month -> StoreCall.on(table, () -> {
                    client.queryPaginator(request(keyId, month, from, until)).items().stream()
                            .map(DynamoUsage::line)
                            .forEach(reader);
                    return null;
                }));
    }

    /** Sort keys are an instant and more, so that none equals the bound: the upper one is not included. */
    private QueryRequest request(String keyId, YearMonth month, Instant from, Instant until) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :until")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS("KEY#" + keyId + "#" + month),
                        ":from", AttributeValue.fromS(UsageRow.time(from)),
                        ":until", AttributeValue.fromS(UsageRow.time(until))))
                .build();
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private static UsageLine line(Map<String, AttributeValue> item) {
        Map<String, String> tags = new HashMap<>();
        item.getOrDefault("tags", ABSENT).m().forEach((name, value) -> tags.put(name, value.s()));
        return new UsageLine(
                Instant.parse(item.get("accepted_at").s()),
                item.get("key_id").s(),
                item.get("alias").s(),
                tags,
                UsageLine.State.valueOf(item.get("status").s().toUpperCase(Locale.ROOT)),
                item.getOrDefault("provider", ABSENT).s(),
                item.getOrDefault("model", ABSENT).s(),
                usage(item),
                item.containsKey("cost_micros") ? (Long) number(item, "cost_micros") : null);
    }

    private static Usage usage(Map<String, AttributeValue> item) {
        long prompt = number(item, "prompt_tokens");
        long completion = number(item, "completion_tokens");
        return new Usage(
                prompt,
                completion,
                prompt + completion,
                new Usage.PromptDetails(number(item, "cached_tokens"), number(item, "cache_write_tokens"), null, null),
                new Usage.CompletionDetails(number(item, "reasoning_tokens"), null, null, null, null),
                null);
    }

    private static long number(Map<String, AttributeValue> item, String column) {
        return item.containsKey(column) ? Long.parseLong(item.get(column).n()) : 0;
    }
}
