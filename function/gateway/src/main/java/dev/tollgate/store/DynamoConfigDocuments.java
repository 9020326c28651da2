package dev.tollgate.store;

import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.Team;
import dev.tollgate.bill.Price;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single documents of the config table: aliases, providers and content policies. A change must have seen the last version. */
@ApplicationScoped
public class DynamoConfigDocuments {
    /** How the names of teams' documents begin. */
    public static final String TEAM = "team#";

    /** How the names of increases of budgets begin; {@link BudgetIncrease#budget()} follows. */
    public static final String INCREASE = "increase#";

    private final ConfigTable table;
    private final AuditedTable audited;
    private final Clock clock;

    DynamoConfigDocuments(ConfigTable table, AuditedTable audited, Clock clock) {
        this.table = table;
        this.audited = audited;
        this.clock = clock;
    }

    /** All documents whose names begin like this, such as {@code alias#}, ordered by name. */
    public List<ConfigDocument> all(String prefix) {
        return table.configItems(true).stream()
                .map(StoredDocument::of)
                .filter(document -> document.sk().startsWith(prefix))
                .map(DynamoConfigDocuments::document)
                .toList();
    }

    public Optional<ConfigDocument> find(String name) {
        return table.find(ConfigTable.CONFIG, name, true).map(DynamoConfigDocuments::document);
    }

    /**
     * Writes a document.
     *
     * @param json as {@code text} makes it
     * @param seen the version that it replaces; null for a new one
     * @param audit who writes it; it is recorded with the document
     * @throws DocumentChangedException if that is not the last one
     */
    public ConfigDocument put(String name, String json, @Nullable ConfigDocument seen, AuditRecord audit) {
        Instant now = clock.instant();
        StoredDocument written = seen == null
                ? new StoredDocument(ConfigTable.CONFIG, name, json, 1, now, audit.actor())
                : stored(seen).next(json, now, audit.actor());
        audited.put(written, audit);
        return document(written);
    }

    /**
     * Removes a document.
     *
     * @param audit who removes it; it is recorded with the removal
     * @throws DocumentChangedException if this is not its last version
     */
    public void remove(ConfigDocument seen, AuditRecord audit) {
        audited.delete(stored(seen), audit);
    }

    /** The document of an alias. */
    public static String text(Alias alias) {
        return DocumentCodec.write(alias);
    }

    /** The document of a provider, with the prices of its models. */
    public static String text(Provider provider, Map<String, Price> prices) {
        return DocumentCodec.write(provider, prices);
    }

    /** The document of a team. */
    public static String text(Team team) {
        return DocumentCodec.write(team);
    }

    /** The team in a document. */
    public static Team team(ConfigDocument document) {
        return DocumentCodec.read(document.json(), Team.class);
    }

    /** The document of an increase of a budget. */
    public static String text(BudgetIncrease increase) {
        return DocumentCodec.write(increase);
    }

    /** The increase in a document. */
    public static BudgetIncrease increase(ConfigDocument document) {
        return DocumentCodec.read(document.json(), BudgetIncrease.class);
    }

    /** The document of a content policy. */
    public static String text(ContentPolicy policy) {
        return DocumentCodec.write(policy);
    }

    private static ConfigDocument document(StoredDocument stored) {
        return new ConfigDocument(
                stored.sk(), stored.json(), stored.version(), stored.updatedAt(), stored.updatedBy(), stored.origin());
    }

    private static StoredDocument stored(ConfigDocument document) {
        return new StoredDocument(
                ConfigTable.CONFIG,
                document.name(),
                document.json(),
                document.version(),
                document.updatedAt(),
                document.updatedBy(),
                document.origin());
    }
}
