package dev.tollgate.admin.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A browser's whole way over HTTP: from the console to a certified provider and back, and out again. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
@TestProfile(BrowserLoginTest.AtProvider.class)
class BrowserLoginTest {
    /** A server whose provider runs. */
    public static final class AtProvider implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RunningProvider.class));
        }
    }

    /** Set by {@link RunningProvider}. */
    IdentityProvider provider;

    @Test
    void aBrowserLogsInAndOut() throws Exception {
        Assumptions.assumeTrue(provider != null, "npm is not installed: the login was NOT tested");
        Response begun = browser().get("/admin/v1/login/oidc?page=/console/keys");
        assertThat(begun.statusCode()).isEqualTo(303);
        Cookie login = begun.getDetailedCookie("tollgate-login");
        assertThat(login.isHttpOnly()).isTrue();

        Map<String, String> query = provider.login(URI.create(begun.header("location")), "ada");
        Response done = browser().cookie(login).queryParams(query).get(OidcLogin.CALLBACK);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.header("location")).isEqualTo(IdentityProvider.SERVER + "/console/keys");
        Cookie session = done.getDetailedCookie("tollgate-session");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Strict");

        browser()
                .cookie(session)
                .get("/admin/v1/me")
                .then()
                .statusCode(200)
                .body("subject", equalTo("ada"))
                .body("name", equalTo("Ada Lovelace"))
                .body("role", equalTo("admin"));

        Response out = browser().cookie(session).get("/admin/v1/logout");
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.header("location")).startsWith(provider.issuer());
        assertThat(out.getDetailedCookie("tollgate-session").getMaxAge()).isZero();
    }

    private static RequestSpecification browser() {
        return given().redirects().follow(false);
    }
}
