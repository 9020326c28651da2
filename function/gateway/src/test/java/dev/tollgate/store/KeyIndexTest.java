package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.TableRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys in the order of their ids, from the copies that each change of a key writes along. */
class KeyIndexTest extends KeyTableFixture {
    @Test
    void aPageIsOneReadAndAKeyIsReadWithItsSecretsOnly() {
        apply(key("a"), key("a-b"), key("a.c"), key("b"));
        addSecret("a-b", "sk-new");
        assertThat(keys.all()).hasSize(5);
        proxy.follow(FaultScript.WELL);

        DynamoKeyRegister.Page first = keys.after("", 3);
        assertThat(ids(first.keys())).containsExactly("a", "a-b", "a-b");
        assertThat(first.last()).isFalse();
        DynamoKeyRegister.Page second = keys.after("a-b", 3);
        assertThat(ids(second.keys())).containsExactly("a.c", "b");
        assertThat(second.last()).isTrue();
        assertThat(proxy.calls()).extracting(TableRequest::operation).containsExactly("Query", "Query");

        proxy.follow(FaultScript.WELL);
        assertThat(ids(keys.of("a-b"))).containsExactly("a-b", "a-b");
        assertThat(keys.of("nobody")).isEmpty();
        assertThat(proxy.calls())
                .extracting(TableRequest::operation)
                .containsExactly("Query", "GetItem", "GetItem", "Query");
    }

    @Test
    void eachChangeOfAKeyShowsInTheIndex() {
        ApiKey created = key("app");
        keys.add(created, AuditRecords.by("ada"));
        assertThat(all()).containsExactly(created);

        ApiKey disabled = created.toBuilder().disabled(true).build();
        keys.replace(keys.of("app").getFirst(), disabled, AuditRecords.by("ada"));
        assertThat(all()).containsExactly(disabled);

        ApiKey rotated = addSecret("app", "sk-new");
        keys.remove(
                keys.of("app").stream()
                        .filter(found -> found.key().equals(disabled))
                        .findFirst()
                        .orElseThrow(),
                AuditRecords.by("ada"));
        assertThat(all()).containsExactly(rotated);
        // A rotated key is a later version of the same one, so that nobody replaces it with an older one in hand.
        assertThat(keys.of("app").getFirst().version()).isEqualTo(3);

        keys.removeAll(keys.of("app"), _ -> AuditRecords.by("ada"));
        assertThat(all()).isEmpty();
        assertThat(keys.buried("app")).isTrue();
    }

    @Test
    void anIdIsGivenOnce() {
        keys.add(key("app"), AuditRecords.by("ada"));
        ApiKey second = key("app").toBuilder().keyHash(KeyHash.of("sk-other")).build();

        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> keys.add(second, AuditRecords.by("eve")))
                .withMessageContaining("key#app");
        assertThat(all()).containsExactly(key("app"));

        apply(key("of-a-file"));
        ApiKey third =
                key("of-a-file").toBuilder().keyHash(KeyHash.of("sk-third")).build();
        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> keys.add(third, AuditRecords.by("eve")));
    }

    @Test
    void aKeyWithManySecretsIsRemovedWithAllOfThem() {
        keys.add(key("app"), AuditRecords.by("ada"));
        RegisteredKey first = keys.of("app").getFirst();
        IntStream.range(0, 40)
                .mapToObj(number -> first.key().toBuilder()
                        .keyHash(KeyHash.of("sk-" + number))
                        .build())
                .forEach(secret -> keys.addSecret(first, secret, AuditRecords.by("ada")));

        keys.removeAll(keys.of("app"), _ -> AuditRecords.by("ada"));

        assertThat(keys.of("app")).isEmpty();
        assertThat(table.keyItems()).isEmpty();
    }

    @Test
    void aKeyThatSomebodyElseHasChangedIsNotRemovedAndNotBuried() {
        keys.add(key("app"), AuditRecords.by("ada"));
        List<RegisteredKey> seen = keys.of("app");
        keys.replace(seen.getFirst(), key("app").toBuilder().disabled(true).build(), AuditRecords.by("eve"));

        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> keys.removeAll(seen, _ -> AuditRecords.by("ada")));
        assertThat(keys.of("app")).hasSize(1);
        assertThat(keys.buried("app")).isFalse();
    }

    @Test
    void theFirstReaderOfAnOldTableMakesTheCopies() {
        IntStream.range(0, 60).forEach(number -> writeAsBefore(key("key-" + number), 1));
        List<DynamoKeyRegister> several =
                IntStream.range(0, 3).mapToObj(_ -> register(client)).toList();

        ParallelCalls.each(several, one -> assertThat(one.after("", 100).keys()).hasSize(60));

        proxy.follow(FaultScript.WELL);
        assertThat(register(client).all()).hasSize(60);
        assertThat(proxy.calls()).extracting(TableRequest::operation).containsOnly("GetItem", "Query");
        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> keys.add(
                        key("key-1").toBuilder().keyHash(KeyHash.of("sk-x")).build(), AuditRecords.by("eve")));
    }

    @Test
    void whatAnOlderVersionWritesIsFoundWithinADay() {
        keys.add(key("stays"), AuditRecords.by("ada"));
        keys.add(key("changes"), AuditRecords.by("ada"));
        keys.add(key("goes"), AuditRecords.by("ada"));
        assertThat(all()).hasSize(3);

        ApiKey changed = key("changes").toBuilder().disabled(true).build();
        writeAsBefore(changed, 2);
        writeAsBefore(key("comes"), 1);
        table.delete(document(key("goes"), 1));
        // A question for one key is answered by the key itself.
        assertThat(keys.of("changes")).extracting(RegisteredKey::key).containsExactly(changed);
        assertThat(keys.of("goes")).isEmpty();

        clock.pass(Duration.ofDays(1));
        assertThat(all()).containsExactly(changed, key("comes"), key("stays"));
        assertThat(ids(keys.of("comes"))).containsExactly("comes");
    }

    @Test
    void aKeyThatGoesDuringTheComparisonGetsNoCopy() {
        writeAsBefore(key("app"), 1);
        List<StoredDocument> seen = List.of(document(key("app"), 1));
        table.delete(document(key("app"), 1));

        new KeyCopies(table).compare(seen);

        assertThat(table.items(KeyWrites.INDEX, true)).isEmpty();
        assertThat(table.keyItems()).isEmpty();
    }

    @Test
    void aKeyThatChangesDuringTheComparisonDoesNotHinderTheOthers() {
        List<StoredDocument> seen = IntStream.range(0, 5)
                .mapToObj(number -> document(key("key-" + number), 1))
                .toList();
        seen.forEach(table::put);
        keys.replace(
                new RegisteredKey(
                        key("key-3"),
                        seen.get(3).json(),
                        1,
                        clock.instant(),
                        "test",
                        seen.get(3).origin()),
                key("key-3").toBuilder().disabled(true).build(),
                AuditRecords.by("eve"));

        new KeyCopies(table).compare(seen);

        assertThat(table.all(KeyWrites.INDEX, true)).hasSize(5);
        assertThat(keys.all().get(3).key().disabled()).isTrue();
    }

    @Test
    void anAccountThatMayOnlyReadScansTheTable() {
        writeAsBefore(key("app"), 1);
        DynamoKeyRegister reader = register(DeniedCalls.of(tables.client(), Set.of("putItem", "transactWriteItems")));

        assertThat(ids(reader.all())).containsExactly("app");
        assertThat(ids(reader.of("app"))).containsExactly("app");
        assertThat(ids(reader.after("a", 10).keys())).containsExactly("app");
        assertThat(reader.after("app", 10).keys()).isEmpty();
    }

    @Test
    void aSecretOfAKeyInAFileIsTheNextVersionOfIt() {
        apply(key("app"));
        apply(key("app").toBuilder().keyHash(KeyHash.of("sk-new")).build());

        assertThat(keys.of("app")).extracting(RegisteredKey::version).containsExactlyInAnyOrder(1L, 2L);
    }

    private ApiKey addSecret(String id, String secret) {
        RegisteredKey current = keys.of(id).getLast();
        ApiKey added = current.key().toBuilder().keyHash(KeyHash.of(secret)).build();
        keys.addSecret(current, added, AuditRecords.by("ada"));
        return added;
    }

    private List<ApiKey> all() {
        return keys.all().stream().map(RegisteredKey::key).toList();
    }

    private static ApiKey key(String id) {
        return key(id, "sk-" + id);
    }

    private void apply(ApiKey... all) {
        assertThat(applied(all).written()).isEqualTo(all.length);
    }
}
