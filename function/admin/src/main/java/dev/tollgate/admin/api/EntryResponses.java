package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ConfigEntries;
import dev.tollgate.admin.ConfigSection;
import dev.tollgate.store.ConfigDocument;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the endpoints of aliases, providers and policies have in common. */
@Singleton
class EntryResponses {
    private static final String DEFINITION = "definition";

    private final ConfigEntries entries;
    private final EntryJson json;

    EntryResponses(ConfigEntries entries, EntryJson json) {
        this.entries = entries;
        this.json = json;
    }

    Response list(ConfigSection section, UriInfo uri) {
        ListQuery query = ListQuery.paged(uri);
        List<ConfigDocument> found = entries.all(section).stream()
                .filter(entry -> section.nameOf(entry).compareTo(query.cursor()) > 0)
                .limit(query.limit() + 1L)
                .toList();
        return JsonAnswer.of(query.page(found, json.now(section), section::nameOf));
    }

    Response one(ConfigSection section, String name) {
        ConfigDocument entry = entries.require(section, name);
        return JsonAnswer.of(200, json.now(section).apply(entry), entry.version());
    }

    /** Creates an entry, or replaces one that the caller has seen. */
    Response put(RoutingContext http, ConfigSection section, String name, InputStream body) {
        JsonFields request = JsonFields.read(body).only(DEFINITION);
        if (!(request.object().get(DEFINITION) instanceof ObjectNode definition)) {
            throw AdminException.invalid(DEFINITION, "an object, such as an entry of a tollgate.yaml");
        }
        // What the answer needs is read before anything is written.
        Function<ConfigDocument, ObjectNode> answer = json.now(section);
        Optional<ConfigDocument> seen = entries.find(section, name);
        seen.ifPresent(entry -> requireSeen(http, section, name, entry));
        ConfigDocument written = entries.put(section, name, definition, seen.orElse(null), AdminCall.author(http));
        return JsonAnswer.of(seen.isPresent() ? 200 : 201, answer.apply(written), written.version());
    }

    Response delete(RoutingContext http, UriInfo uri, ConfigSection section, String name) {
        boolean force = ListQuery.of(uri, ListQuery.FORCE).flag(ListQuery.FORCE);
        ConfigDocument entry = entries.require(section, name);
        requireSeen(http, section, name, entry);
        entries.remove(section, entry, force, AdminCall.author(http));
        return Response.noContent().build();
    }

    private static void requireSeen(RoutingContext http, ConfigSection section, String name, ConfigDocument entry) {
        IfMatch.require(
                http, "The " + section.noun() + " " + name, entry.version(), entry.updatedBy(), entry.updatedAt());
    }
}
