package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what: every path, and every role. A role that may call gets anything but 403. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class RolesTest {
    private static final String[] ROLES = {"admin", "team_admin", "developer", "viewer", "finance"};

    /** A column for each role, in that order: + for allowed. */
    @ParameterizedTest
    @CsvSource({
        "GET, me, +++++",
        "GET, keys, ++++-",
        "POST, keys, +++--",
        "GET, keys/x, ++++-",
        "PATCH, keys/x, +++--",
        "DELETE, keys/x, +++--",
        "POST, keys/x/rotate, +++--",
        "POST, keys/x/disable, +++--",
        "POST, keys/x/enable, +++--",
        "POST, keys/import, ++---",
        "GET, teams, +++++",
        "POST, teams, +----",
        "GET, teams/x, +++++",
        "PUT, teams/x, ++---",
        "DELETE, teams/x, +----",
        "GET, aliases, ++++-",
        "GET, aliases/x, ++++-",
        "PUT, aliases/x, +----",
        "DELETE, aliases/x, +----",
        "GET, providers, +--+-",
        "GET, providers/x, +--+-",
        "PUT, providers/x, +----",
        "DELETE, providers/x, +----",
        "GET, policies, +--+-",
        "GET, policies/x, +--+-",
        "PUT, policies/x, +----",
        "DELETE, policies/x, +----",
        "GET, config, +--+-",
        "POST, config/check, +--+-",
        "PUT, config, +----",
        "GET, config/versions, +--+-",
        "GET, config/versions/1, +--+-",
        "GET, config/versions/1/diff, +--+-",
        "POST, config/versions/1/rollback, +----",
        "GET, usage, +++++",
        "GET, requests, ++-++",
        "GET, requests/x, ++-++",
        "GET, budgets, ++-++",
        "PUT, budgets/increase, +----",
        "DELETE, budgets/increase, +----",
        "GET, prices, +--++",
        "GET, prices/list, +--++",
        "PUT, prices/list, +----",
        "DELETE, prices/list, +----",
        "GET, audit, +----",
        "GET, health/targets, ++++-",
        "DELETE, cache, +----"
    })
    void aRoleMayDoWhatItIsFor(String method, String path, String allowed) {
        for (int index = 0; index < ROLES.length; index++) {
            var request = as(ROLES[index], "roles", "none").header("accept", "*/*");
            if (path.startsWith("config") && !method.equals("GET")) {
                request.contentType("text/yaml");
            }
            if (path.endsWith("import")) {
                request.contentType("text/csv");
            }
            int status = request.request(method, "/admin/v1/" + path).statusCode();
            assertThat(status == 403)
                    .as("%s %s as %s: %d", method, path, ROLES[index], status)
                    .isEqualTo(allowed.charAt(index) == '-');
            assertThat(status).as("%s %s", method, path).isNotIn(401, 405, 415, 500);
        }
    }
}
