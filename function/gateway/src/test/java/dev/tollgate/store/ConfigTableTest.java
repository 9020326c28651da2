package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

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

    private static StoredDocument version(long number, String json) {
        return new StoredDocument("CONFIG", "alias#x", json, number, Instant.EPOCH, "test");
    }
}
