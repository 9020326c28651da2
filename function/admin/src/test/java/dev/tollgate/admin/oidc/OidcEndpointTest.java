package dev.tollgate.admin.oidc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.admin.LocalTables;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions of browsers, over HTTP. The logins themselves are in {@link OidcLoginTest}. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
@TestProfile(OidcEndpointTest.WithProvider.class)
class OidcEndpointTest {
    private static final String SECRET = "a secret of 32 characters or more";

    /** A provider that nobody can reach: sessions do not need it. */
    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tollgate.admin.oidc.issuer", "http://127.0.0.1:1",
                    "tollgate.admin.oidc.client-id", "tollgate",
                    "tollgate.admin.oidc.session-secret", SECRET);
        }
    }

    @Test
    void theConsoleLearnsWhereToLogIn() {
        given().get("/admin/v1/login")
                .then()
                .statusCode(200)
                .body("methods", contains("oidc", "token"))
                .body("oidc.login_url", equalTo("/admin/v1/login/oidc"))
                .body("oidc.logout_url", equalTo("/admin/v1/logout"));
    }

    @Test
    void aSessionIsAnAdministrator() {
        withSession()
                .get("/admin/v1/me")
                .then()
                .statusCode(200)
                .body("subject", equalTo("ada"))
                .body("login", equalTo("oidc"));
    }

    @Test
    void aForgedSessionIsNobody() {
        given().cookie("tollgate-session", "AAAA").get("/admin/v1/me").then().statusCode(401);
    }

    /** A page of another origin can send the form, and the browser sends the cookie with it. */
    @Test
    void aSessionChangesNothingForOtherPages() {
        withSession().post("/admin/v1/keys").then().statusCode(403);
        withSession()
                .header("sec-fetch-site", "cross-site")
                .post("/admin/v1/keys")
                .then()
                .statusCode(403);
        withSession()
                .header("sec-fetch-site", "same-site")
                .post("/admin/v1/keys")
                .then()
                .statusCode(403);
        withSession()
                .header("origin", "https://evil.example.com")
                .post("/admin/v1/keys")
                .then()
                .statusCode(403);
        // It may, and the body is none.
        withSession()
                .header("sec-fetch-site", "same-origin")
                .post("/admin/v1/keys")
                .then()
                .statusCode(400);
    }

    /** Another page could link to it. */
    @Test
    void otherPagesEndNoSession() {
        withSession()
                .header("sec-fetch-site", "cross-site")
                .get("/admin/v1/logout")
                .then()
                .statusCode(403);
    }

    @Test
    void aProviderThatDoesNotAnswerIsUnavailable() {
        given().redirects()
                .follow(false)
                .get("/admin/v1/login/oidc")
                .then()
                .statusCode(303)
                .header("location", endsWith("/console/index.html#/login?failure=issuer_unavailable"));
    }

    @Test
    void aBrowserThatDidNotBeginIsRefused() {
        given().redirects()
                .follow(false)
                .get("/admin/v1/login/oidc/callback?code=c&state=s")
                .then()
                .statusCode(303)
                .header("location", endsWith("/console/index.html#/login?failure=invalid_token"));
    }

    /** Any host of the same domain may set a cookie without the prefix. */
    @Test
    void overHttpsASessionHasTheNameThatOtherHostsCannotSet() {
        String session = session();
        given().header("x-forwarded-proto", "https")
                .cookie("tollgate-session", session)
                .get("/admin/v1/me")
                .then()
                .statusCode(401);
        given().header("x-forwarded-proto", "https")
                .cookie("__Host-tollgate-session", session)
                .get("/admin/v1/me")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification withSession() {
        return given().contentType("application/json").cookie("tollgate-session", session());
    }

    private static String session() {
        return new OidcSessions(new SealedJson(Optional.of(new SecretSetting(SECRET, name -> name))), Clock.systemUTC())
                .seal(
                        new Administrator("ada", "Ada", Role.ADMIN, Set.of(), LoginMethod.OIDC),
                        Clock.systemUTC().instant().plus(Duration.ofHours(1)));
    }
}
