package dev.tollgate.admin.access;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;

/** Port: finds out who calls the admin API. Each way to log in is one source; the build finds all of them. */
public interface AdministratorSource {

    /** The way to log in that this source offers; empty if it is not configured. */
    Optional<LoginMethod> offered();

    /** What a client must know in order to log in this way, by its name in JSON; without secrets. */
    default Map<String, String> instructions() {
        return Map.of();
    }

    /**
     * The administrator who sends a request; empty if the request has no credentials that this source knows. It may block.
     *
     * @throws dev.tollgate.admin.AdminException if the credentials are of this source, and wrong
     */
    Optional<Administrator> identify(HttpServerRequest request);
}
