package dev.tollgate.cli.direct;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.ConfigEntries;
import dev.tollgate.admin.ConfigSection;
import dev.tollgate.admin.api.EntryJson;
import dev.tollgate.cli.port.EntryAdministration;
import dev.tollgate.store.ConfigDocument;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Aliases, providers, content policies and teams in the config table. */
@Singleton
@Typed(DirectEntries.class)
public final class DirectEntries implements EntryAdministration {
    private final ConfigEntries entries;
    private final EntryJson json;
    private final DirectTeams teams;

    DirectEntries(ConfigEntries entries, EntryJson json, DirectTeams teams) {
        this.entries = entries;
        this.json = json;
        this.teams = teams;
    }

    private static ConfigSection section(EntryKind kind) {
        return switch (kind) {
            case ALIASES -> ConfigSection.ALIAS;
            case PROVIDERS -> ConfigSection.PROVIDER;
            case POLICIES -> ConfigSection.POLICY;
            case TEAMS -> throw new IllegalArgumentException("teams are no entries of a file");
        };
    }

    @Override
    public List<ObjectNode> list(EntryKind kind) {
        return kind == EntryKind.TEAMS
                ? teams.list()
                : entries.all(section(kind)).stream()
                        .map(json.now(section(kind)))
                        .toList();
    }

    @Override
    public Optional<ObjectNode> find(EntryKind kind, String name) {
        return kind == EntryKind.TEAMS
                ? teams.find(name)
                : entries.find(section(kind), name).map(json.now(section(kind)));
    }

    @Override
    public ObjectNode put(
            EntryKind kind, String name, ObjectNode fields, Optional<ObjectNode> seen, ChangeAuthor author) {
        if (kind == EntryKind.TEAMS) {
            return teams.put(name, fields, seen, author);
        }
        ConfigSection section = section(kind);
        Optional<ConfigDocument> stored = entries.find(section, name);
        requireSeen(name, seen, stored);
        return json.now(section).apply(entries.put(section, name, fields, stored.orElse(null), author));
    }

    @Override
    public void delete(EntryKind kind, String name, ObjectNode seen, boolean force, ChangeAuthor author) {
        if (kind == EntryKind.TEAMS) {
            teams.delete(name, seen, force, author);
            return;
        }
        ConfigDocument stored = entries.require(section(kind), name);
        requireSeen(name, Optional.of(seen), Optional.of(stored));
        entries.remove(section(kind), stored, force, author);
    }

    /** Two people who have seen the same version cannot both replace it. */
    static void requireSeen(String name, Optional<ObjectNode> seen, Optional<ConfigDocument> stored) {
        long known = seen.map(document -> document.path("version").asLong()).orElse(0L);
        stored.filter(now -> now.version() != known).ifPresent(now -> {
            throw new AdminException(
                    AdminErrorKind.VERSION_CHANGED,
                    name + " was changed by " + now.updatedBy() + " meanwhile. Please try again.");
        });
    }
}
