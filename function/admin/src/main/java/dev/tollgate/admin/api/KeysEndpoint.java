package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.EntryText;
import dev.tollgate.admin.KeyChange;
import dev.tollgate.admin.KeyCreation;
import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.admin.KeyListing;
import dev.tollgate.admin.KeyListing.Entry;
import dev.tollgate.admin.NewKey;
import dev.tollgate.admin.TeamBounds;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.KeyScope;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.RegisteredKey;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /admin/v1/keys}: the keys of callers. The answer to a new key, or to a rotation, is the only one that has a secret. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/keys")
public class KeysEndpoint {
    private static final String JSON = "application/json";
    private static final int MOST_IMPORTED_BYTES = 1024 * 1024;

    /** An HTTP API of AWS ends a request after 30 s, whatever the function does. */
    private static final Duration LONGEST_IMPORT = Duration.ofSeconds(20);

    private final KeyDirectory keys;
    private final KeyListing listing;
    private final KeyCreation creation;
    private final KeyChange change;
    private final TeamBounds bounds;
    private final Clock clock;

    KeysEndpoint(
            KeyDirectory keys,
            KeyListing listing,
            KeyCreation creation,
            KeyChange change,
            TeamBounds bounds,
            Clock clock) {
        this.keys = keys;
        this.listing = listing;
        this.creation = creation;
        this.change = change;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** A page of keys. */
    @GET
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER, Role.VIEWER})
    @RunOnVirtualThread
    public Response list(@Context RoutingContext http, @Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri, "team", "state", "alias", "search");
        KeyListing.Filter filter = new KeyListing.Filter(
                query.text("team").orElse(null),
                query.word("state", KeyListing.State.class).orElse(null),
                query.text("alias").orElse(null),
                query.text("search").orElse(null));
        List<Entry> found = listing.after(query.cursor(), filter, scope(http)::sees, query.limit() + 1);
        return JsonAnswer.of(query.page(found, json()::of, Entry::id));
    }

    /** One key. */
    @GET
    @Path("/{id}")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER, Role.VIEWER})
    @RunOnVirtualThread
    public Response one(@Context RoutingContext http, @PathParam("id") String id) {
        return answer(json(), visible(http, id));
    }

    /** Creates a key. */
    @POST
    @Consumes(JSON)
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER})
    @RunOnVirtualThread
    public Response create(@Context RoutingContext http, InputStream body) {
        JsonFields request = JsonFields.read(body);
        scope(http).requireNewFields(request.object());
        scope(http).fillOwner(request.object());
        KeyJson json = json();
        NewKey created = creation.create(
                request.requiredText("id"),
                EntryText.of(bounds.withDefaults(KeyRequest.created(request))),
                key -> requireNew(http, key),
                AdminCall.author(http));
        return secret(201, json, created);
    }

    /** Creates keys from a CSV; the answer is a CSV with a secret or an error for each line. */
    @POST
    @Path("/import")
    @Consumes("text/csv")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN})
    @RunOnVirtualThread
    public Response importAll(@Context RoutingContext http, InputStream body) {
        Instant end = clock.instant().plus(LONGEST_IMPORT);
        String csv = RequestBytes.text(body, MOST_IMPORTED_BYTES);
        Set<String> known = new HashSet<>();
        keys.all().forEach(found -> known.add(found.key().id()));
        String result = KeyImport.run(csv, () -> clock.instant().isAfter(end), (id, request) -> {
            NewKey created = creation.create(
                    id,
                    EntryText.of(bounds.withDefaults(KeyRequest.created(request))),
                    key -> requireNew(http, key),
                    AdminCall.author(http),
                    known::contains);
            known.add(id);
            return created.secret();
        });
        return Response.ok(result, "text/csv; charset=utf-8").build();
    }

    /** Changes some settings of a key. */
    @PATCH
    @Path("/{id}")
    @Consumes(JSON)
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER})
    @RunOnVirtualThread
    public Response change(@Context RoutingContext http, @PathParam("id") String id, InputStream body) {
        JsonFields request = JsonFields.read(body);
        Entry entry = unchanged(http, id);
        KeyScope scope = scope(http);
        requireMayWrite(scope, entry);
        scope.requireFields(request.object());
        KeyJson json = json();
        Map<RegisteredKey, ApiKey> changes = new HashMap<>();
        for (RegisteredKey secret : entry.secrets()) {
            ApiKey changed = change.changed(secret, fields -> KeyRequest.changed(fields, request));
            ApiKey kept = secret.equals(entry.current()) ? changed : old(secret, changed);
            requireBounds(http, secret.key(), kept);
            scope.requireNarrower(secret.key(), kept);
            changes.put(secret, kept);
        }
        return answer(json, new Entry(change.write(entry.secrets(), changes::get, AdminCall.author(http))));
    }

    /** Gives a key a new secret. */
    @POST
    @Path("/{id}/rotate")
    @Consumes({JSON, "*/*"})
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER})
    @RunOnVirtualThread
    public Response rotate(@Context RoutingContext http, @PathParam("id") String id, InputStream body) {
        JsonFields request = JsonFields.readIfAny(body).only("old_until");
        Entry entry = unchangedIfSent(http, id);
        requireMayWrite(scope(http), entry);
        KeyJson json = json();
        NewKey rotated = creation.rotate(
                entry.secrets(), request.instant("old_until").orElse(null), AdminCall.author(http), _ -> {});
        return secret(200, json, rotated);
    }

    /** Makes the gateway refuse all secrets of a key. */
    @POST
    @Path("/{id}/disable")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER})
    @RunOnVirtualThread
    public Response disable(@Context RoutingContext http, @PathParam("id") String id) {
        Entry entry = unchangedIfSent(http, id);
        RegisteredKey current = entry.current();
        // The last one to write a key may enable it.
        return current.key().disabled() && scope(http).changedByOther(current.updatedBy())
                ? answer(json(), entry)
                : disabled(http, entry, true);
    }

    /** Lets a key work again. */
    @POST
    @Path("/{id}/enable")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER})
    @RunOnVirtualThread
    public Response enable(@Context RoutingContext http, @PathParam("id") String id) {
        Entry entry = unchangedIfSent(http, id);
        scope(http).requireSelf(entry.current().updatedBy());
        return disabled(http, entry, false);
    }

    /** Removes a key. Its usage records stay. */
    @DELETE
    @Path("/{id}")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER})
    @RunOnVirtualThread
    public Response delete(@Context RoutingContext http, @PathParam("id") String id) {
        keys.delete(unchanged(http, id).secrets(), AdminCall.author(http));
        return Response.noContent().build();
    }

    /** The last one to write a key may enable it, so that a key stays as it is if somebody else has disabled it. */
    private static void requireMayWrite(KeyScope scope, Entry entry) {
        if (entry.current().key().disabled()) {
            scope.requireSelf(entry.current().updatedBy());
        }
    }

    /** A secret that a rotation has replaced keeps its end, unless the key ends earlier. */
    private static ApiKey old(RegisteredKey secret, ApiKey changed) {
        Instant end = secret.key().expires();
        return end == null || (changed.expires() != null && changed.expires().isBefore(end))
                ? changed
                : changed.toBuilder().expires(end).build();
    }

    private void requireBounds(RoutingContext http, @Nullable ApiKey before, ApiKey key) {
        KeyScope scope = scope(http);
        scope.requireOwn(key);
        bounds.require(before, key, scope.administrator().role().ofTeams());
    }

    private void requireNew(RoutingContext http, ApiKey key) {
        requireBounds(http, null, key);
        KeyScope scope = scope(http);
        if (scope.administrator().role() == Role.DEVELOPER) {
            bounds.requireOfDeveloper(key, scope::sees);
        }
    }

    private Response disabled(RoutingContext http, Entry entry, boolean disabled) {
        KeyJson json = json();
        return answer(json, new Entry(keys.setDisabled(entry.secrets(), disabled, AdminCall.author(http))));
    }

    private Entry visible(RoutingContext http, String id) {
        Entry entry = new Entry(keys.require(id));
        scope(http).require(entry.current().key());
        return entry;
    }

    private Entry unchanged(RoutingContext http, String id) {
        IfMatch.requireSent(http);
        return unchangedIfSent(http, id);
    }

    /** A leaked secret must stop at once: who replaces or disables it need not have read the key before. */
    private Entry unchangedIfSent(RoutingContext http, String id) {
        Entry entry = visible(http, id);
        RegisteredKey current = entry.current();
        IfMatch.requireIfSent(http, "The key " + id, current.version(), current.updatedBy(), current.updatedAt());
        return entry;
    }

    private static KeyScope scope(RoutingContext http) {
        return new KeyScope(AccessFilter.administrator(http));
    }

    /** Reads the store, so that a method that writes calls it before. */
    private KeyJson json() {
        return new KeyJson(clock.instant(), keys.idsInFile()::contains);
    }

    private static Response answer(KeyJson json, Entry entry) {
        return JsonAnswer.of(200, json.whole(entry), entry.current().version());
    }

    /** The secret is in no other answer, so that nothing that may fail comes between the write and this one. */
    private static Response secret(int status, KeyJson json, NewKey key) {
        Entry entry = new Entry(key.secrets());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("key", json.whole(entry));
        document.put("secret", key.secret());
        if (!key.oldEnded()) {
            document.put("warning", NewKey.OLD_GOES_ON);
        }
        return JsonAnswer.of(status, document, entry.current().version());
    }
}
