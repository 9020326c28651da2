package dev.tollgate.admin.oidc;

import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.OpenAccess;
import dev.tollgate.admin.access.ServerAddress;
import dev.tollgate.openai.GatewayException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** {@code /admin/v1/login/oidc} and {@code /admin/v1/logout}: sessions of browsers. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1")
public class OidcEndpoint {
    private static final Logger LOG = Logger.getLogger(OidcEndpoint.class);

    private final OidcLogin login;
    private final OidcSettings settings;

    OidcEndpoint(OidcLogin login, OidcSettings settings) {
        this.login = login;
        this.settings = settings;
    }

    /** Sends the browser to the identity provider. */
    @GET
    @Path("/login/oidc")
    @OpenAccess
    @RunOnVirtualThread
    public Response begin(@Context RoutingContext http) {
        String server = server(http);
        return orBackToLogin(server, () -> {
            OidcLogin.Step step =
                    login.begin(server, Optional.ofNullable(http.request().getParam("page")));
            return Response.status(303)
                    .location(step.next())
                    .cookie(BrowserCookie.login(server, step.kept(), OidcLogin.LONGEST_LOGIN))
                    .build();
        });
    }

    /** Takes the browser back, and gives it a session. */
    @GET
    @Path("/login/oidc/callback")
    @OpenAccess
    @RunOnVirtualThread
    public Response complete(@Context RoutingContext http) {
        String server = server(http);
        Map<String, String> query = new HashMap<>();
        http.queryParams().forEach(query::putIfAbsent);
        return orBackToLogin(server, () -> {
            OidcLogin.Step step = login.complete(server, query, BrowserCookie.login(server, http.request()));
            return Response.status(303)
                    .location(URI.create(server + step.next()))
                    .cookie(
                            BrowserCookie.session(server, step.kept(), settings.session()),
                            BrowserCookie.login(server, "", Duration.ZERO))
                    .build();
        });
    }

    /** A person sees the answer in a browser: the console has words for the code, and a button to try again. */
    private static Response orBackToLogin(String server, Supplier<Response> step) {
        try {
            return step.get();
        } catch (AdminException refused) {
            LOG.infof("A login was refused: %s", refused.getMessage());
            return backToLogin(server, refused.kind().code());
        } catch (GatewayException failed) {
            LOG.warn("A login failed", failed);
            return backToLogin(server, failed.kind().code());
        }
    }

    private static Response backToLogin(String server, String code) {
        return Response.status(303)
                .location(URI.create(server + OidcLogin.HOME + "#/login?failure=" + code))
                .build();
    }

    /** Ends the session, and sends the browser to where the provider ends its own, if it has such a place. */
    @GET
    @Path("/logout")
    @OpenAccess
    @RunOnVirtualThread
    public Response logout(@Context RoutingContext http) {
        String server = server(http);
        OidcSource.requireOwnPage(http.request());
        return Response.status(303)
                .location(login.endOfSession(server))
                .cookie(BrowserCookie.session(server, "", Duration.ZERO))
                .build();
    }

    private String server(RoutingContext http) {
        return settings.url().map(URI::toString).orElseGet(() -> ServerAddress.of(http));
    }
}
