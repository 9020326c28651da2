package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ConfigVersions;
import dev.tollgate.admin.ConfigVersions.CheckedConfig;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.store.ManifestRevision;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /admin/v1/config}: the configuration as a {@code tollgate.yaml}, and its versions. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/config")
public class ConfigEndpoint {
    /** A file with 10,000 keys has about 2 MB; the parser of YAML reads 3 MiB at most. */
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    /** Reading a file takes about a hundred times its size for a moment, and the process has other things to do. */
    private static final int MEMORY_PER_BYTE = 256;

    private final ConfigVersions versions;

    ConfigEndpoint(ConfigVersions versions) {
        this.versions = versions;
    }

    /** The version that was applied last. */
    @GET
    @Permitted({Role.ADMIN, Role.VIEWER})
    @RunOnVirtualThread
    public Response current() {
        ManifestRevision last = versions.last()
                .orElseThrow(
                        () -> new AdminException(AdminErrorKind.NOT_FOUND, "No configuration has been applied yet."));
        return JsonAnswer.of(200, ConfigJson.whole(last), last.number());
    }

    /** Checks a file, and says what it would change. */
    @POST
    @Path("/check")
    @Consumes({"text/yaml", "application/yaml", "application/x-yaml", "text/plain"})
    @Permitted({Role.ADMIN, Role.VIEWER})
    @RunOnVirtualThread
    public Response check(InputStream body) {
        String yaml = RequestBytes.text(body, mostBytes());
        try {
            return JsonAnswer.of(ConfigJson.of(versions.check(yaml)));
        } catch (ManifestException wrong) {
            return JsonAnswer.of(ConfigJson.of(wrong));
        }
    }

    /** Applies a file as a new version. */
    @PUT
    @Consumes({"text/yaml", "application/yaml", "application/x-yaml", "text/plain"})
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response apply(@Context RoutingContext http, @Context UriInfo uri, InputStream body) {
        boolean force = ListQuery.of(uri, ListQuery.FORCE).flag(ListQuery.FORCE);
        String yaml = RequestBytes.text(body, mostBytes());
        int seen = requireSeen(http);
        try {
            CheckedConfig config = versions.check(yaml);
            versions.apply(config, force, AdminCall.author(http), seen);
            return applied(config);
        } catch (ManifestException wrong) {
            throw new AdminException(AdminErrorKind.INVALID_VALUE, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** A process with a small heap reads smaller files only: one that runs out of memory would end. */
    private static int mostBytes() {
        return (int) Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_PER_BYTE);
    }

    private Response applied(CheckedConfig config) {
        ManifestRevision last = versions.last().orElseThrow();
        ObjectNode json = ConfigJson.whole(last);
        json.set("diff", ConfigJson.diff(config.changes()));
        return JsonAnswer.of(200, json, last.number());
    }

    /**
     * Requires that the author has seen the last version, and returns its number. Before the first one, it is 0. The history
     * gives the next number once, so that two people who have seen the same version cannot both replace it.
     */
    private int requireSeen(RoutingContext http) {
        Optional<ManifestRevision> last = versions.last();
        int number = last.map(ManifestRevision::number).orElse(0);
        IfMatch.require(
                http,
                "The configuration",
                number,
                last.map(ManifestRevision::by).orElse("nobody"),
                last.map(ManifestRevision::at).orElse(Instant.EPOCH));
        return number;
    }

    /** A page of versions, the newest first. */
    @GET
    @Path("/versions")
    @Permitted({Role.ADMIN, Role.VIEWER})
    @RunOnVirtualThread
    public Response list(@Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri);
        int before = query.cursor().isEmpty() ? Integer.MAX_VALUE : number(query.cursor(), ListQuery.CURSOR);
        List<ManifestRevision> found = versions.all().stream()
                .filter(revision -> revision.number() < before)
                .limit(query.limit() + 1L)
                .toList();
        return JsonAnswer.of(query.page(found, ConfigJson::of, revision -> String.valueOf(revision.number())));
    }

    /** One version, with its file. */
    @GET
    @Path("/versions/{number}")
    @Permitted({Role.ADMIN, Role.VIEWER})
    @RunOnVirtualThread
    public Response one(@PathParam("number") String number) {
        return JsonAnswer.of(ConfigJson.whole(require(number)));
    }

    /** What differs between a version and another one, or the configuration in force. */
    @GET
    @Path("/versions/{number}/diff")
    @Permitted({Role.ADMIN, Role.VIEWER})
    @RunOnVirtualThread
    public Response diff(@PathParam("number") String number, @Context UriInfo uri) {
        ManifestRevision from = readable(number);
        Optional<ManifestRevision> to = ListQuery.of(uri, "to").text("to").map(this::readable);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("from", from.number());
        to.ifPresent(revision -> json.put("to", revision.number()));
        ArrayNode diff = ConfigJson.diff(versions.between(from, to));
        json.set("diff", diff);
        return JsonAnswer.of(json);
    }

    /** Applies a version again, as a new one. */
    @POST
    @Path("/versions/{number}/rollback")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response rollBack(@Context RoutingContext http, @Context UriInfo uri, @PathParam("number") String number) {
        boolean force = ListQuery.of(uri, ListQuery.FORCE).flag(ListQuery.FORCE);
        Integer seen = http.request().getHeader("If-Match") == null ? null : requireSeen(http);
        versions.rollBack(readable(number), force, AdminCall.author(http), seen);
        ManifestRevision last = versions.last().orElseThrow();
        return JsonAnswer.of(200, ConfigJson.whole(last), last.number());
    }

    /** A version that this process has the memory to read. */
    private ManifestRevision readable(String number) {
        ManifestRevision revision = require(number);
        if (revision.text().length() > mostBytes()) {
            throw new AdminException(
                    AdminErrorKind.TOO_LARGE,
                    "Version %d has %,d characters, and this process has the memory to read %,d: give it a larger heap."
                            .formatted(revision.number(), revision.text().length(), mostBytes()));
        }
        return revision;
    }

    private ManifestRevision require(String number) {
        return versions.require(number(number, "version"));
    }

    private static int number(String text, String name) {
        return NumberParser.whole(text, 1, Integer.MAX_VALUE)
                .orElseThrow(() -> AdminException.invalid(name, "the number of a version"));
    }
}
