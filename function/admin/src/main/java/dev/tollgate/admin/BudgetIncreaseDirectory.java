package dev.tollgate.admin;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.store.ConfigDocument;
import dev.tollgate.store.DynamoConfigDocuments;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and changes increases of budgets. A budget has one at most: a second one replaces it. */
@Singleton
public final class BudgetIncreaseDirectory {
    private static final BigDecimal LEAST_USD = BigDecimal.valueOf(1, 6);
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000_000);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final int LONGEST_REASON = 500;

    private final DynamoConfigDocuments documents;
    private final KeyDirectory keys;
    private final TagBudgets byTag;
    private final AuditTrail audit;
    private final Clock clock;

    BudgetIncreaseDirectory(
            DynamoConfigDocuments documents, KeyDirectory keys, TagBudgets byTag, AuditTrail audit, Clock clock) {
        this.documents = documents;
        this.keys = keys;
        this.byTag = byTag;
        this.audit = audit;
        this.clock = clock;
    }

    /** An increase, with the document that holds it. */
    public record StoredIncrease(BudgetIncrease increase, ConfigDocument document) {}

    /** All increases, also those that have ended, by {@link BudgetIncrease#budget()}. */
    public Map<String, StoredIncrease> all() {
        return documents.all(DynamoConfigDocuments.INCREASE).stream()
                .map(BudgetIncreaseDirectory::stored)
                .collect(Collectors.toMap(stored -> stored.increase().budget(), Function.identity()));
    }

    /** The increase of a budget, also one that has ended; empty if it has none. */
    public Optional<StoredIncrease> find(BudgetOwner owner, Budget.Per per) {
        return documents.find(name(BudgetIncrease.budget(owner, per))).map(BudgetIncreaseDirectory::stored);
    }

    /** The same. Throws {@link AdminException} if it has none. */
    public StoredIncrease require(BudgetOwner owner, Budget.Per per) {
        return find(owner, per)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.NOT_FOUND, "The budget of " + words(owner, per) + " has no increase."));
    }

    /**
     * Increases a budget for a while.
     *
     * @param seen the increase that it replaces; null if there is none
     * @throws AdminException if there is no such budget, or the increase is out of bounds
     */
    public StoredIncrease put(BudgetIncrease increase, @Nullable StoredIncrease seen, ChangeAuthor author) {
        requireBounds(increase);
        requireBudget(increase);
        ConfigDocument before = seen == null ? null : seen.document();
        String name = name(increase.budget());
        String json = DynamoConfigDocuments.text(increase);
        return stored(documents.put(name, json, before, audit.ofPut(author, name, before, json)));
    }

    /** Ends an increase before its time. */
    public void remove(StoredIncrease seen, ChangeAuthor author) {
        documents.remove(seen.document(), audit.ofRemoval(author, seen.document()));
    }

    private void requireBounds(BudgetIncrease increase) {
        if (increase.usd().compareTo(LEAST_USD) < 0 || increase.usd().compareTo(MOST_USD) > 0) {
            throw AdminException.invalid("amount_usd", "US dollars, at least 0.000001 and at most a billion");
        }
        Instant now = clock.instant();
        if (!increase.until().isAfter(now) || increase.until().isAfter(now.plus(LONGEST))) {
            throw AdminException.invalid("until", "an instant to come, within " + LONGEST.toDays() + " days");
        }
        if (increase.reason().isBlank() || increase.reason().length() > LONGEST_REASON) {
            throw AdminException.invalid("reason", "text of at most " + LONGEST_REASON + " characters");
        }
    }

    private void requireBudget(BudgetIncrease increase) {
        if (budgets(increase.owner()).stream().noneMatch(budget -> budget.per() == increase.per())) {
            throw new AdminException(
                    AdminErrorKind.NOT_FOUND, "There is no budget of " + words(increase.owner(), increase.per()) + ".");
        }
    }

    private List<Budget> budgets(BudgetOwner owner) {
        return switch (owner.kind()) {
            case KEY -> keys.require(owner.id()).getFirst().key().budgets();
            case END_USER -> List.of();
            case TAG -> byTag.current().getOrDefault(owner.id(), List.of());
        };
    }

    private static String words(BudgetOwner owner, Budget.Per per) {
        return owner.words() + (per == Budget.Per.TOTAL ? " in total" : " per " + per.word());
    }

    private static String name(String budget) {
        return DynamoConfigDocuments.INCREASE + budget;
    }

    private static StoredIncrease stored(ConfigDocument document) {
        return new StoredIncrease(DynamoConfigDocuments.increase(document), document);
    }
}
