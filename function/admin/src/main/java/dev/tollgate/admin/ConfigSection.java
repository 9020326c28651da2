package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.manifest.ManifestRules;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.store.ConfigDocument;
import dev.tollgate.store.DynamoConfigDocuments;
import java.util.Set;

/** The sections of a {@code tollgate.yaml} whose entries are documents of their own. */
public enum ConfigSection {
    ALIAS("alias", "aliases") {
        @Override
        public ObjectNode definition(String document) {
            return StoredDefinition.alias(document);
        }

        @Override
        String document(ManifestReader reader, String name, String fields, Served served) {
            return DynamoConfigDocuments.text(reader.alias(name, fields, served.table(), served.policies()));
        }
    },
    PROVIDER("provider", "providers") {
        @Override
        public ObjectNode definition(String document) {
            return StoredDefinition.provider(document);
        }

        @Override
        String document(ManifestReader reader, String name, String fields, Served served) {
            ManifestRules.BuiltIn read = reader.provider(name, fields);
            return DynamoConfigDocuments.text(read.provider(), read.prices());
        }
    },
    POLICY("policy", "policies") {
        @Override
        public ObjectNode definition(String document) {
            return StoredDefinition.policy(document);
        }

        @Override
        String document(ManifestReader reader, String name, String fields, Served served) {
            return DynamoConfigDocuments.text(reader.policy(name, fields, served.table()));
        }
    };

    private final String noun;
    private final String section;

    ConfigSection(String noun, String section) {
        this.noun = noun;
        this.section = section;
    }

    /** What an entry may name. */
    record Served(RoutingTable table, Set<String> policies) {}

    /** Checks an entry, and makes its document. */
    abstract String document(ManifestReader reader, String name, String fields, Served served);

    /** What an entry is called, such as {@code alias}. */
    public String noun() {
        return noun;
    }

    /** The entry of this name in a {@code tollgate.yaml}, such as {@code aliases.demo}. */
    String path(String name) {
        return section + "." + name;
    }

    /** The name of the entry that a document holds. */
    public String nameOf(ConfigDocument document) {
        return document.name().substring(prefix().length());
    }

    /** How the names of its documents begin. */
    String prefix() {
        return noun + "#";
    }

    /** A document's definition as an entry of a {@code tollgate.yaml}. */
    public abstract ObjectNode definition(String document);
}
