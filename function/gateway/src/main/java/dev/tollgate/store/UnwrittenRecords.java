package dev.tollgate.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.parse.TimeParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Writes settled records from the log {@code tollgate.usage.unwritten}, which could not be written before. */
@ApplicationScoped
public class UnwrittenRecords {
    private final SettlementWriter settlements;

    UnwrittenRecords(DynamoDbClient client, GatewayConfig config) {
        UsageWrites usage = new UsageWrites(config.tables().usage());
        TransactionWriter writer = new TransactionWriter(client);
        this.settlements = new SettlementWriter(
                writer, new UsageWriteGroups(writer), usage, config.tables().counters());
    }

    /**
     * The result for one record.
     *
     * @param day on which the request was accepted, in UTC
     * @param written false if the record was already settled
     */
    public record Replayed(String keyId, LocalDate day, boolean written) {}

    /**
     * Writes a record as the gateway would have done, conditionally and with its budgets.
     *
     * @throws IllegalArgumentException if this is not such a record, with the reason
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    public Replayed write(JsonNode line) {
        SettledRow row = UnwrittenLine.read(line);
        boolean written = settlements.writeLate(row);
        Instant acceptedAt = TimeParser.instant(text(row, "accepted_at")).orElseThrow();
        String keyId = text(row, "key_id");
        return new Replayed(keyId, LocalDate.ofInstant(acceptedAt, ZoneOffset.UTC), written);
    }

    private static String text(SettledRow row, String column) {
        return (String) Objects.requireNonNull(row.columns().get(column), column);
    }
}
