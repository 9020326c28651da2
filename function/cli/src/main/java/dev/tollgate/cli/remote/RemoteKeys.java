package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.KeyListing;
import dev.tollgate.cli.port.KeyAdministration;
import dev.tollgate.cli.remote.AdminApiClient.VersionedAnswer;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys of a gateway. */
@Singleton
@Typed(RemoteKeys.class)
public final class RemoteKeys implements KeyAdministration {
    private static final String KEYS = "keys";

    private final AdminApiClient api;

    RemoteKeys(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public List<ObjectNode> list(KeyListing.Filter filter) {
        Map<String, String> query = new HashMap<>();
        put(query, "team", filter.team());
        put(
                query,
                "state",
                filter.state() == null ? null : filter.state().name().toLowerCase(Locale.ROOT));
        put(query, "alias", filter.alias());
        put(query, "search", filter.search());
        return api.list(KEYS, query, Integer.MAX_VALUE);
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    @Override
    public ObjectNode one(String id) {
        return api.get(AdminApiClient.path(KEYS, id), Map.of()).object();
    }

    @Override
    public IssuedKey create(String id, ObjectNode fields, ChangeAuthor author) {
        ObjectNode request = KeyFieldsJson.ofApi(fields).put("id", id);
        ObjectNode answer = api.send("POST", KEYS, Map.of(), null, request).object();
        return new IssuedKey(answer.withObject("/key"), answer.path("secret").asText());
    }

    @Override
    public ObjectNode rotate(String id, @Nullable Instant oldUntil, ChangeAuthor author, Consumer<String> shown) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (oldUntil != null) {
            request.put("old_until", oldUntil.toString());
        }
        String path = AdminApiClient.path(KEYS, id);
        String seen = api.get(path, Map.of()).version();
        ObjectNode answer =
                api.send("POST", path + "/rotate", Map.of(), seen, request).object();
        shown.accept(answer.path("secret").asText());
        ObjectNode key = answer.withObject("/key");
        return answer.has(WARNING) ? key.set(WARNING, answer.get(WARNING)) : key;
    }

    @Override
    public String afterUnshownSecret() {
        return "The old secret works as long as --old-until says.";
    }

    @Override
    public ObjectNode setDisabled(String id, boolean disabled, ChangeAuthor author) {
        String step = disabled ? "/disable" : "/enable";
        String path = AdminApiClient.path(KEYS, id);
        String seen = api.get(path, Map.of()).version();
        return api.send("POST", path + step, Map.of(), seen).object();
    }

    @Override
    public ObjectNode delete(String id, ChangeAuthor author) {
        VersionedAnswer seen = api.get(AdminApiClient.path(KEYS, id), Map.of());
        api.send("DELETE", AdminApiClient.path(KEYS, id), Map.of(), seen.version());
        return seen.object();
    }
}
