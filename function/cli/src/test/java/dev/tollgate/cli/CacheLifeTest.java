package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.Cost;
import dev.tollgate.openai.Usage;
import dev.tollgate.responsecache.CacheEntry;
import dev.tollgate.responsecache.CacheKey;
import dev.tollgate.responsecache.ResponseStore;
import dev.tollgate.store.AuditRecord;
import dev.tollgate.store.DynamoAuditTrail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Clears the response cache. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class CacheLifeTest {
    @Inject
    DynamoAuditTrail audit;

    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    ResponseStore store;

    @Test
    void answersAreClearedByAliasByKeyAndAll() {
        keep("a", "smart", "app");
        keep("b", "smart", "web");
        keep("c", "cheap", "app");

        assertThat(cache("--alias", "smart").text()).isEqualTo("2 answers removed.\n");
        assertThat(cache("--key", "web").text()).isEqualTo("0 answers removed.\n");
        assertThat(cache("--all", "--json", "--by", "ann").json().get("removed").asLong())
                .isEqualTo(1);
        assertThat(audit.newestFirst(YearMonth.now(ZoneOffset.UTC), null, 10))
                .extracting(AuditRecord::actor, AuditRecord::action, AuditRecord::object)
                .contains(tuple("ann", "clear", "cache"));
    }

    @Test
    void whatToClearMustBeSaidOnce() {
        assertThat(cache().status()).isEqualTo(2);
        assertThat(cache("--all", "--key", "app").err()).startsWith("Give one of --alias, --key and --all.");
    }

    private void keep(String digest, String alias, String keyId) {
        Instant now = Instant.now();
        BilledAnswer billed = new BilledAnswer(
                "openai", "gpt-4o-mini", BillableUsage.of(Usage.of(1, 2), now), new Cost.Priced(1, "v"));
        store.keep(
                new CacheKey(digest),
                new CacheEntry("req", alias, keyId, now, now.plusSeconds(60), billed, new byte[] {1}));
    }

    private Typed cache(String... arguments) {
        String[] line = new String[arguments.length + 2];
        line[0] = "cache";
        line[1] = "clear";
        System.arraycopy(arguments, 0, line, 2, arguments.length);
        return Typed.in(commands.get(), line);
    }
}
