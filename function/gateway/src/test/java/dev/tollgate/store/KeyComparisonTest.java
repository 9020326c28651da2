package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.RequestFault;
import dev.tollgate.outage.TableRequest;
import dev.tollgate.route.RoutingTable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The comparison of the copies of keys with the keys, in tables that older versions have written or still write. */
class KeyComparisonTest extends KeyTableFixture {
    @Test
    void aKeyInRotationGetsACopyOfEachSecret() {
        writeAsBefore(key("app", "sk-old"), 1);
        writeAsBefore(key("app", "sk-new"), 1);

        assertThat(ids(keys.all())).containsExactly("app", "app");
        assertThat(copies()).hasSize(2);
        proxy.follow(FaultScript.WELL);
        assertThat(ids(register(client).of("app"))).containsExactly("app", "app");
        assertThat(operations()).containsOnly("GetItem", "Query");
    }

    @Test
    void aFileMayBringAKeyInRotation() {
        apply(key("app", "sk-old"), key("app", "sk-new"));

        assertThat(ids(keys.all())).containsExactly("app", "app");
    }

    @Test
    void aSecretWhoseKeyGetsAnotherIdInAFileIsNoLongerTheOthers() {
        apply(key("a", "sk-same"));
        apply(key("b", "sk-same"));

        assertThat(keys.of("a")).isEmpty();
        assertThat(ids(keys.of("b"))).containsExactly("b");
        assertThat(ids(keys.all())).containsExactly("b");
        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> keys.add(key("b", "sk-other"), AuditRecords.by("eve")));
    }

    @Test
    void aSecretWhoseKeyGotAnotherIdFromAnOlderVersionIsNeverTheOthers() {
        apply(key("a", "sk-same"));
        assertThat(keys.all()).hasSize(1);
        writeAsBefore(key("b", "sk-same"), 2);

        // Somebody who deletes the key a must not delete the key b.
        assertThat(keys.of("a")).isEmpty();
        clock.pass(Duration.ofDays(1));
        assertThat(ids(keys.all())).containsExactly("b");
        assertThat(ids(keys.of("b"))).containsExactly("b");
    }

    @Test
    void aKeyThatComesBackDuringTheComparisonKeepsItsCopy() {
        apply(key("app", "sk-app"));
        StoredDocument stored = StoredDocument.of(table.keyItems().getFirst());
        table.delete(stored);
        AtomicBoolean first = new AtomicBoolean(true);
        proxy.follow(call -> {
            if (!call.operation().equals("GetItem") && !call.operation().equals("Query") && first.getAndSet(false)) {
                apply(key("app", "sk-app"));
            }
            return RequestFault.NONE;
        });

        new KeyCopies(new ConfigTable(client, tables.config())).compare(List.of());

        assertThat(first).isFalse();
        assertThat(copies()).hasSize(1);
    }

    @Test
    void anUnreadableKeyKeepsItsCopy() {
        apply(key("app", "sk-app"));
        StoredDocument stored = StoredDocument.of(table.keyItems().getFirst());
        table.put(stored.next("{\"of\": \"a later version\"}", clock.instant(), "test"));

        new KeyCopies(table).compare(List.of());

        assertThat(copies()).hasSize(1);
    }

    @Test
    void aComparisonThatFailsIsMadeAgainSoon() {
        apply(key("app", "sk-app"));
        assertThat(keys.all()).hasSize(1);
        writeAsBefore(key("comes", "sk-comes"), 1);
        clock.pass(Duration.ofDays(1));
        DynamoKeyRegister broken =
                register(DeniedCalls.refusing(tables.client(), Set.of("transactWriteItems"), "ValidationException"));

        assertThatExceptionOfType(GatewayException.class).isThrownBy(broken::all);

        proxy.follow(FaultScript.WELL);
        assertThat(ids(keys.all())).containsExactly("app");
        assertThat(operations()).containsOnly("GetItem", "Query");
        clock.pass(Duration.ofMinutes(6));
        assertThat(ids(keys.all())).containsExactly("app", "comes");
    }

    @Test
    void anAccountThatMayOnlyReadTriesToWriteOnce() {
        writeAsBefore(key("app", "sk-app"), 1);
        DynamoKeyRegister reader = register(DeniedCalls.of(client, Set.of("putItem", "transactWriteItems")));
        try (LoggedLines log = new LoggedLines(KeyIndex.class)) {
            assertThat(ids(reader.all())).containsExactly("app");
            proxy.follow(FaultScript.WELL);
            assertThat(ids(reader.all())).containsExactly("app");
            assertThat(operations()).containsExactly("GetItem", "Scan");
            assertThat(log.lines()).singleElement().asString().contains("for want of a right");
        }

        assertThat(keys.all()).hasSize(1);
        clock.pass(Duration.ofDays(2));
        proxy.follow(FaultScript.WELL);
        assertThat(ids(reader.all())).containsExactly("app");
        assertThat(operations()).containsExactly("GetItem", "Query");
    }

    @Test
    void aTrialOfAFileWritesNothing() {
        writeAsBefore(key("app", "sk-app"), 1);
        proxy.follow(FaultScript.WELL);

        assertThat(trial(key("app", "sk-new"))).hasSize(1);
        assertThat(operations()).containsOnly("Query", "GetItem", "Scan");
        assertThat(copies()).isEmpty();

        assertThat(keys.all()).hasSize(1);
        clock.pass(Duration.ofDays(2));
        proxy.follow(FaultScript.WELL);
        assertThat(trial(key("app", "sk-new"))).hasSize(1);
        assertThat(operations()).containsOnly("Query", "GetItem");
    }

    private List<String> operations() {
        return proxy.calls().stream().map(TableRequest::operation).toList();
    }

    private List<StoredDocument> copies() {
        return table.all(KeyWrites.INDEX, true);
    }

    private void apply(ApiKey... all) {
        var _ = applied(all);
    }

    private List<DocumentChange> trial(ApiKey key) {
        return new DynamoManifestWriter(new ConfigTable(client, tables.config()), clock)
                .changes(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(key));
    }
}
