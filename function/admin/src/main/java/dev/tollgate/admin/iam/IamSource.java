package dev.tollgate.admin.iam;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.AdministratorSource;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.edge.AwsCaller;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Programs whose signature API Gateway has verified. A server without it has none: no header makes one. */
@Singleton
public final class IamSource implements AdministratorSource {
    private final IamRoles roles;

    IamSource(IamSettings settings) {
        this.roles = new IamRoles(settings);
    }

    /** Nobody logs in this way: each request has its own signature. */
    @Override
    public Optional<LoginMethod> offered() {
        return Optional.empty();
    }

    @Override
    public Optional<Administrator> identify(HttpServerRequest request) {
        return AwsCaller.of(request).map(caller -> administrator(caller.arn()));
    }

    /**
     * The administrator with this ARN.
     *
     * @throws AdminException if the settings give it no role
     */
    Administrator administrator(String arn) {
        return roles.of(arn)
                .map(role -> new Administrator(
                        arn, arn.substring(arn.lastIndexOf('/') + 1), role, Set.of(), LoginMethod.IAM))
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.FORBIDDEN, arn + " has no role here: see TOLLGATE_ADMIN_IAM_ADMIN."));
    }
}
