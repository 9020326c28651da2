package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.RequestFault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class ConfigTableTest {
    private final LocalTables tables = LocalTables.create();
    private final ConfigTable table = new ConfigTable(tables.client(), tables.config());

    @Test
    void aWriteThatIsSentAgainFindsItsOwnResult() {
        table.put(version(1, "a"));
        assertThatCode(() -> table.put(version(1, "a"))).doesNotThrowAnyException();
        table.put(version(2, "b"));
        assertThatCode(() -> table.put(version(2, "b"))).doesNotThrowAnyException();
        assertThat(table.find("CONFIG", "alias#x", true)).contains(version(2, "b"));
    }

    @Test
    void aDeletionThatIsSentAgainFindsNothing() {
        table.put(version(1, "a"));
        table.delete(version(1, "a"));
        assertThatCode(() -> table.delete(version(1, "a"))).doesNotThrowAnyException();
    }

    @Test
    void somebodyElsesChangeIsNotOverwritten() {
        table.put(version(1, "theirs"));
        assertThatThrownBy(() -> table.put(version(1, "ours")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("alias#x was changed by somebody else");
        assertThatThrownBy(() -> table.put(version(3, "theirs"))).isInstanceOf(IllegalStateException.class);
        table.put(version(2, "theirs"));
        assertThatThrownBy(() -> table.delete(version(1, "theirs"))).isInstanceOf(IllegalStateException.class);
        assertThat(table.find("CONFIG", "alias#x", true)).contains(version(2, "theirs"));
    }

    /** A page of a large table takes the store longer than a call of the gateway may wait. */
    @Test
    void allKeysAreReadFromAStoreThatIsSlow() {
        ClientTimeouts hasty = new ClientTimeouts(
                Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(60), false, Duration.ofSeconds(30));
        try (FaultyDynamo proxy = new FaultyDynamo(LocalTables.endpoint());
                DynamoDbClient client = AwsClients.dynamoDb(proxy.endpoint(), hasty)) {
            proxy.follow(FaultScript.always(RequestFault.SLOW));
            ConfigTable slow = new ConfigTable(client, tables.config());

            assertThat(slow.keyItems()).isEmpty();
            assertThat(slow.all(KeyWrites.INDEX, false)).isEmpty();
            assertThat(slow.page(KeyWrites.INDEX, "", 10).documents()).isEmpty();
            assertThatThrownBy(() -> slow.find("CONFIG", "alias#x", true)).isInstanceOf(GatewayException.class);
        }
    }

    private static StoredDocument version(long number, String json) {
        return new StoredDocument("CONFIG", "alias#x", json, number, Instant.EPOCH, "test");
    }
}
