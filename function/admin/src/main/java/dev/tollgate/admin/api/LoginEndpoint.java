package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.AdministratorSource;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.OpenAccess;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.ServerAddress;
import io.quarkus.arc.All;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /admin/v1/login} and {@code /admin/v1/me}: how to log in, and who has. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1")
public class LoginEndpoint {
    private final AdminSettings settings;
    private final List<AdministratorSource> sources;
    private final String version;

    LoginEndpoint(
            AdminSettings settings,
            @All List<AdministratorSource> sources,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.sources = List.copyOf(sources);
        this.version = version;
    }

    /** The ways to log in. */
    @GET
    @Path("/login")
    @OpenAccess
    @NonBlocking
    public Response login(@Context RoutingContext http) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode methods = document.putArray("methods");
        sources.stream()
                .flatMap(source -> source.offered().stream())
                .map(LoginMethod::text)
                .sorted()
                .forEach(methods::add);
        document.put("gateway_url", gatewayUrl(http)).put("version", version);
        sources.forEach(source -> source.offered()
                .filter(_ -> !source.instructions().isEmpty())
                .ifPresent(method -> {
                    ObjectNode instructions = document.putObject(method.text());
                    new TreeMap<>(source.instructions()).forEach(instructions::put);
                }));
        return JsonAnswer.of(document);
    }

    /** The administrator who calls. */
    @GET
    @Path("/me")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response me(@Context RoutingContext http) {
        Administrator administrator = AccessFilter.administrator(http);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("subject", administrator.subject())
                .put("name", administrator.name())
                .put("role", administrator.role().text());
        administrator.teams().stream().sorted().forEach(document.putArray("teams")::add);
        document.put("login", administrator.login().text());
        return JsonAnswer.of(document);
    }

    private String gatewayUrl(RoutingContext http) {
        return settings.gatewayUrl().map(Object::toString).orElseGet(() -> ServerAddress.of(http) + "/v1");
    }
}
