package dev.tollgate.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Settled records that DynamoDB did not take, out of the log {@code tollgate.usage.unwritten}. */
@ApplicationScoped
public class UnwrittenRecords {
    private final SettlementWriter settlements;

    UnwrittenRecords(DynamoDbClient client, GatewayConfig config, Clock clock) {
        UsageWrites usage = new UsageWrites(config.tables().usage());
        BudgetLedger budgets = new BudgetLedger(
                new TransactionWriter(client), usage, config.tables().counters(), clock);
        this.settlements = new SettlementWriter(client, config, budgets);
    }

    /**
     * What became of one.
     *
     * @param day on which the request was accepted, in UTC
     * @param written false where it was settled already
     */
    public record Replayed(String keyId, LocalDate day, boolean written) {}

    /**
     * Writes one as the gateway would have: on condition, and with its budgets.
     *
     * @throws IllegalArgumentException where this is no such record, saying why
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    public Replayed write(JsonNode line) {
        SettledRow row = UnwrittenLine.read(line);
        boolean written = settlements.write(row);
        Instant acceptedAt = Instant.parse((String) row.columns().get("accepted_at"));
        String keyId = (String) row.columns().get("key_id");
        return new Replayed(keyId, LocalDate.ofInstant(acceptedAt, ZoneOffset.UTC), written);
    }
}
