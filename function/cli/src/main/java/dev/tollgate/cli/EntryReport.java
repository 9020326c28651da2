package dev.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.EntryAdministration.EntryKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Aliases, providers, content policies and teams for people. */
final class EntryReport {
    /** What a team has and nobody can set. */
    private static final List<String> OF_THE_GATEWAY =
            List.of("id", "keys_count", "version", "updated_at", "updated_by");

    private EntryReport() {}

    /** What somebody sets to get this entry. */
    static ObjectNode definition(EntryKind kind, ObjectNode entry) {
        if (kind == EntryKind.TEAMS) {
            ObjectNode fields = entry.deepCopy();
            fields.remove(OF_THE_GATEWAY);
            return fields;
        }
        return entry.withObject("/definition");
    }

    static String table(EntryKind kind, List<ObjectNode> entries) {
        TextTable table =
                switch (kind) {
                    case ALIASES -> new TextTable("NAME", "TARGETS", "KEYS").right(2);
                    case PROVIDERS -> new TextTable("NAME", "KIND", "ADDRESS", "SECRET");
                    case POLICIES -> new TextTable("NAME", "FIELDS");
                    case TEAMS -> new TextTable("ID", "NAME", "MEMBERS", "BUDGET", "ALIASES", "KEYS").right(2, 5);
                };
        entries.forEach(entry -> table.add(cells(kind, entry)));
        return table.text();
    }

    private static String[] cells(EntryKind kind, ObjectNode entry) {
        Stream<String> cells =
                switch (kind) {
                    case ALIASES -> Stream.of(text(entry, "name"), targets(entry), text(entry, "used_by_keys"));
                    case PROVIDERS ->
                        Stream.of(
                                text(entry, "name"),
                                text(entry, "kind"),
                                text(entry, "base_url"),
                                text(entry, "api_key"));
                    case POLICIES ->
                        Stream.of(
                                text(entry, "name"),
                                entry.path("definition").properties().stream()
                                        .map(Map.Entry::getKey)
                                        .collect(Collectors.joining(", ")));
                    case TEAMS ->
                        Stream.of(
                                text(entry, "id"),
                                text(entry, "name"),
                                String.valueOf(entry.path("members").size()),
                                budgets(entry),
                                entry.has("aliases") ? DocumentText.list(entry.path("aliases")) : "all",
                                text(entry, "keys_count"));
                };
        return cells.toArray(String[]::new);
    }

    private static String text(ObjectNode entry, String name) {
        return DocumentText.cell(entry.path(name));
    }

    /** A target that nobody has called lately has no health to show. */
    private static String targets(ObjectNode alias) {
        return StreamSupport.stream(alias.path("targets").spliterator(), false)
                .map(target -> target.path("model").asText() + health(target))
                .collect(Collectors.joining(", "));
    }

    private static String health(JsonNode target) {
        String health =
                target.path("usable").asBoolean(true) ? target.path("health").asText() : "not usable";
        return health.isEmpty() || health.equals("unknown") ? "" : " (" + health + ")";
    }

    private static String budgets(ObjectNode team) {
        return Stream.concat(
                        Stream.of(team.path("budget")).filter(JsonNode::isObject),
                        StreamSupport.stream(team.path("budgets").spliterator(), false))
                .map(KeyReport::budget)
                .collect(Collectors.joining(", "));
    }
}
