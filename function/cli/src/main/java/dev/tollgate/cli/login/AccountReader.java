package dev.tollgate.cli.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import jakarta.inject.Singleton;
import java.util.Map;

/** Reads who somebody is at a gateway. */
@Singleton
public final class AccountReader {
    private final GatewayCalls calls;

    AccountReader(GatewayCalls calls) {
        this.calls = calls;
    }

    /**
     * The name, role and teams of the one who has logged in with this profile.
     *
     * @throws AdminException if the gateway does not accept the login
     */
    public ObjectNode of(GatewayProfile profile) {
        if (GatewayCalls.tree(calls.send(profile, "GET", "/admin/v1/me", Map.of(), new byte[0]))
                instanceof ObjectNode account) {
            return account;
        }
        throw new AdminException(AdminErrorKind.NOT_FOUND, profile.url() + " serves no admin API.");
    }
}
