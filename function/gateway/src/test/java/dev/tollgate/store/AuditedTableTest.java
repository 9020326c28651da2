package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.RequestFault;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A change of the config table and the record of who made it: there are both of them, or none. */
class AuditedTableTest {
    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

    private final LocalTables tables = LocalTables.create();
    private final FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
    private final DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), FaultyTables.LONG);
    private final AuditedTable audited = new AuditedTable(client, tables.config());
    private final ConfigTable table = new ConfigTable(tables.client(), tables.config());
    private final DynamoAuditTrail trail = new DynamoAuditTrail(table);

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    @Test
    void aChangeAndItsRecordAreOneRequest() {
        AuditRecord first = AuditRecords.by("ada");
        AuditRecord second = AuditRecords.by("eve");
        audited.put(document(1), first);
        audited.delete(document(1), second);

        assertThat(found()).isFalse();
        assertThat(records()).containsExactlyInAnyOrder(first, second);
        assertThat(proxy.calls()).hasSize(2);
    }

    @Test
    void aChangeThatComesTooLateLeavesNoRecord() {
        AuditRecord first = AuditRecords.by("ada");
        audited.put(document(1), first);

        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> audited.put(document(1), AuditRecords.by("eve")))
                .withMessage("alias#fast was changed by somebody else meanwhile; read it again");
        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> audited.delete(document(2), AuditRecords.by("eve")));

        assertThat(found()).isTrue();
        assertThat(records()).containsExactly(first);
    }

    @Test
    void aChangeWhoseAnswerIsLostIsMadeOnce() {
        proxy.follow(FaultScript.at(1, RequestFault.LOST));
        audited.put(document(1), AuditRecords.by("ada"));

        assertThat(found()).isTrue();
        assertThat(records()).hasSize(1);
    }

    @Test
    void aStoreThatFailsHasNeitherTheChangeNorTheRecord() {
        proxy.follow(FaultScript.from(1, RequestFault.CONFLICT));
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> audited.put(document(1), AuditRecords.by("ada")));

        assertThat(found()).isFalse();
        assertThat(records()).isEmpty();
    }

    private boolean found() {
        return table.find(ConfigTable.CONFIG, "alias#fast", true).isPresent();
    }

    private List<AuditRecord> records() {
        return trail.newestFirst(YearMonth.of(2040, 1), null, 10);
    }

    private static StoredDocument document(long version) {
        return new StoredDocument(ConfigTable.CONFIG, "alias#fast", "{}", version, NOW, "ada");
    }
}
