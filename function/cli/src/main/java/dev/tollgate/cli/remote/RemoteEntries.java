package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.cli.port.EntryAdministration;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Aliases, providers, content policies and teams of a gateway. */
@Singleton
@Typed(RemoteEntries.class)
public final class RemoteEntries implements EntryAdministration {
    private final AdminApiClient api;

    RemoteEntries(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public List<ObjectNode> list(EntryKind kind) {
        return api.list(collection(kind), Map.of(), Integer.MAX_VALUE);
    }

    @Override
    public Optional<ObjectNode> find(EntryKind kind, String name) {
        try {
            return Optional.of(api.get(path(kind, name), Map.of()).object());
        } catch (AdminException none) {
            if (none.kind() == AdminErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw none;
        }
    }

    @Override
    public ObjectNode put(
            EntryKind kind, String name, ObjectNode fields, Optional<ObjectNode> seen, ChangeAuthor author) {
        ObjectNode body = kind == EntryKind.TEAMS
                ? fields
                : JsonNodeFactory.instance.objectNode().set("definition", fields);
        return api.send(
                        "PUT",
                        path(kind, name),
                        Map.of(),
                        seen.map(RemoteEntries::version).orElse(null),
                        body)
                .object();
    }

    @Override
    public void delete(EntryKind kind, String name, ObjectNode seen, boolean force, ChangeAuthor author) {
        Map<String, String> query = force ? Map.of("force", "true") : Map.of();
        api.send("DELETE", path(kind, name), query, version(seen));
    }

    private static String version(ObjectNode document) {
        return "\"" + document.path("version").asText() + "\"";
    }

    private static String collection(EntryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String path(EntryKind kind, String name) {
        return AdminApiClient.path(collection(kind), name);
    }
}
