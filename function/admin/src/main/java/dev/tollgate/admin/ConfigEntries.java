package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ConfigSection.Served;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.route.RoutingTables;
import dev.tollgate.store.ConfigDocument;
import dev.tollgate.store.DynamoConfigDocuments;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and changes single aliases, providers and content policies. Each change is checked like a {@code tollgate.yaml}. */
@Singleton
public final class ConfigEntries {
    private final DynamoConfigDocuments documents;
    private final ManifestCandidates candidates;
    private final RoutingTables tables;
    private final ContentPolicies policies;
    private final EntryUses uses;
    private final AuditTrail audit;

    ConfigEntries(
            DynamoConfigDocuments documents,
            ManifestCandidates candidates,
            RoutingTables tables,
            ContentPolicies policies,
            EntryUses uses,
            AuditTrail audit) {
        this.documents = documents;
        this.candidates = candidates;
        this.tables = tables;
        this.policies = policies;
        this.uses = uses;
        this.audit = audit;
    }

    /** All entries of a section, ordered by name. */
    public List<ConfigDocument> all(ConfigSection section) {
        return documents.all(section.prefix());
    }

    public Optional<ConfigDocument> find(ConfigSection section, String name) {
        return documents.find(section.prefix() + name);
    }

    /** Throws {@link AdminException} if there is none. */
    public ConfigDocument require(ConfigSection section, String name) {
        return find(section, name)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.NOT_FOUND, "There is no " + section.noun() + " " + name + "."));
    }

    /**
     * Writes an entry.
     *
     * @param definition as in a {@code tollgate.yaml}
     * @param seen the version that it replaces; null for a new entry
     * @throws AdminException with everything that is wrong
     */
    public ConfigDocument put(
            ConfigSection section,
            String name,
            ObjectNode definition,
            @Nullable ConfigDocument seen,
            ChangeAuthor author) {
        String json = document(section, name, definition);
        String document = section.prefix() + name;
        return documents.put(document, json, seen, audit.ofPut(author, document, seen, json));
    }

    private String document(ConfigSection section, String name, ObjectNode definition) {
        try {
            return section.document(
                    new ManifestReader(candidates.rules(System::getenv)),
                    name,
                    EntryText.of(definition),
                    new Served(tables.current(), policies.current().keySet()));
        } catch (ManifestException wrong) {
            throw FieldProblems.of(section.path(name), wrong);
        }
    }

    /**
     * Removes an entry.
     *
     * @param force also if keys lose an alias; never if another entry names it
     * @throws AdminException {@code CONFLICT} with the names of those that use it
     */
    public void remove(ConfigSection section, ConfigDocument seen, boolean force, ChangeAuthor author) {
        uses.requireUnused(section, section.nameOf(seen), force);
        documents.remove(seen, audit.ofRemoval(author, seen));
    }
}
