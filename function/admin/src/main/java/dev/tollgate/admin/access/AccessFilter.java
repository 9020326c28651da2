package dev.tollgate.admin.access;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a call of the admin API through if its administrator has one of the method's roles. */
@Singleton
public class AccessFilter {
    private static final String ADMINISTRATOR = Administrator.class.getName();

    private final Instance<AdministratorSource> sources;

    /**
     * A filter without a state.
     *
     * @param sources looked up for each call: a native image makes filters when it is built, before there are settings
     */
    AccessFilter(@Any Instance<AdministratorSource> sources) {
        this.sources = sources;
    }

    /** The administrator who sends this request. */
    public static Administrator administrator(RoutingContext http) {
        Administrator found = http.get(ADMINISTRATOR);
        if (found == null) {
            throw new IllegalStateException("nobody has checked who sends this request");
        }
        return found;
    }

    @AdminApi
    @ServerRequestFilter
    void check(ResourceInfo resource, RoutingContext http) {
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(OpenAccess.class)) {
            return;
        }
        Administrator administrator = identify(http);
        Permitted permitted = method.getAnnotation(Permitted.class);
        if (permitted == null || !Arrays.asList(permitted.value()).contains(administrator.role())) {
            throw new AdminException(
                    AdminErrorKind.FORBIDDEN,
                    "The role " + administrator.role().text() + " may not do this"
                            + (permitted == null
                                    ? "."
                                    : "; it takes "
                                            + Arrays.stream(permitted.value())
                                                    .map(Role::text)
                                                    .collect(Collectors.joining(" or "))
                                            + "."));
        }
        http.put(ADMINISTRATOR, administrator);
    }

    private Administrator identify(RoutingContext http) {
        return sources.stream()
                .flatMap(source -> source.identify(http.request()).stream())
                .findFirst()
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.INVALID_TOKEN,
                        BearerToken.of(http.request()).isPresent()
                                ? "This token is not valid here."
                                : "Log in first: send a token in the header Authorization: Bearer TOKEN."));
    }
}
