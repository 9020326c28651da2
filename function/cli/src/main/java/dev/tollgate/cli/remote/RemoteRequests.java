package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.RequestDirectory;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests of a gateway. */
@Singleton
@Typed(RemoteRequests.class)
public final class RemoteRequests implements RequestDirectory {
    private static final String REQUESTS = "requests";

    private final AdminApiClient api;

    RemoteRequests(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public List<ObjectNode> list(RequestQuery query) {
        Map<String, String> parameters = new HashMap<>();
        put(parameters, "from", query.from());
        put(parameters, "to", query.until());
        put(parameters, "team", query.team());
        put(parameters, "key", query.key());
        put(parameters, "alias", query.alias());
        put(parameters, "model", query.model());
        put(parameters, "status", query.status());
        return api.list(REQUESTS, parameters, query.most());
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    @Override
    public ObjectNode one(String id, @Nullable String key) {
        Map<String, String> query = key == null ? Map.of() : Map.of("key", key);
        return api.get(AdminApiClient.path(REQUESTS, id), query).object();
    }

    @Override
    public List<ObjectNode> targets() {
        return api.array("health/targets");
    }
}
