package dev.tollgate.admin.api;

import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.AdministratorSource;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.Role;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Logs in anyone who says who they are: {@code x-test-role}, {@code x-test-subject} and {@code x-test-teams}. */
@Singleton
public class TestAdministrators implements AdministratorSource {
    static final String ROLE = "x-test-role";
    static final String SUBJECT = "x-test-subject";
    static final String TEAMS = "x-test-teams";

    @Override
    public Optional<LoginMethod> offered() {
        return Optional.empty();
    }

    @Override
    public Optional<Administrator> identify(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(ROLE))
                .map(role -> new Administrator(
                        Optional.ofNullable(request.getHeader(SUBJECT)).orElse("ann"),
                        "Ann",
                        Role.valueOf(role.toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(request.getHeader(TEAMS))
                                .map(Set::of)
                                .orElse(Set.of()),
                        LoginMethod.OIDC));
    }
}
