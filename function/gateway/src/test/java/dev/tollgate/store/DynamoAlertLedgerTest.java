package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.AlertLedger;
import dev.tollgate.bill.BudgetAlert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An alert is sent by one of all who see it, and by another one if that one dies. */
final class DynamoAlertLedgerTest {
    private static final Instant NOW = Instant.parse("2040-01-01T12:00:00Z");

    private final LocalTables tables = LocalTables.create();
    private final DynamoAlertLedger ledger = new DynamoAlertLedger(tables.client(), tables.config());

    @Test
    void aBudgetThatIsIncreasedHasSentNothingOfItsNewAmount() {
        BudgetAlert alert = new BudgetAlert(BudgetFixture.budgetPeriod("b", 100, true, 1), 80, 90);
        BudgetAlert increased = new BudgetAlert(BudgetFixture.budgetPeriod("b", 200, true, 1), 80, 190);
        ledger.markSent(alert, "sns");

        AlertLedger.Sent sent = ledger.of(increased.budget());

        assertThat(increased.id()).isNotEqualTo(alert.id());
        assertThat(sent.contains("sns", 80)).isFalse();
        assertThat(sent.containsForAnyAmount("sns", 80)).isTrue();
        assertThat(sent.containsForAnyAmount("sns", 100)).isFalse();
        assertThat(sent.containsForAnyAmount("webhook", 80)).isFalse();
    }

    @Test
    void aClaimExpiresAndWhatIsSentIsSentForGood() {
        BudgetAlert alert = new BudgetAlert(BudgetFixture.budgetPeriod("b", 100, true, 1), 80, 90);

        assertThat(ledger.claim(alert, "sns", NOW, NOW.plusSeconds(60))).isTrue();
        assertThat(ledger.claim(alert, "sns", NOW.plusSeconds(59), NOW.plusSeconds(120)))
                .isFalse();
        assertThat(ledger.claim(alert, "webhook", NOW, NOW.plusSeconds(60))).isTrue();
        assertThat(ledger.of(alert.budget()).contains("sns", 80)).isFalse();
        assertThat(ledger.claim(alert, "sns", NOW.plusSeconds(61), NOW.plusSeconds(120)))
                .isTrue();
        ledger.markSent(alert, "sns");
        assertThat(ledger.of(alert.budget()).contains("sns", 80)).isTrue();
        assertThat(ledger.of(alert.budget()).contains("sns", 100)).isFalse();
        assertThat(ledger.claim(alert, "sns", NOW.plusSeconds(10_000), NOW.plusSeconds(10_060)))
                .isFalse();
    }
}
