package dev.tollgate.admin.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the admin API, and how. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class LoginEndpointTest {
    static final String TOKEN = "a-token-for-tests-of-32-characters";

    @Test
    void everybodyMayAskHowToLogIn() {
        given().get("/admin/v1/login")
                .then()
                .statusCode(200)
                .header("cache-control", "no-store")
                .body("methods", contains("token"))
                .body("gateway_url", endsWith("/v1"));
    }

    @Test
    void theAddressHasWhatAProxyInFrontHasRemoved() {
        given().header("x-forwarded-proto", "https")
                .header("x-forwarded-prefix", "/ai/llm")
                .get("/admin/v1/login")
                .then()
                .body("gateway_url", startsWith("https://"))
                .body("gateway_url", endsWith("/ai/llm/v1"));
        given().header("x-forwarded-prefix", "/ai?x=")
                .get("/admin/v1/login")
                .then()
                .body("gateway_url", not(containsString("ai")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ui", "/admin"})
    void aBrowserThatLooksForTheConsoleFindsIt(String guess) {
        given().redirects()
                .follow(false)
                .header("accept", "text/html,application/xhtml+xml")
                .get(guess)
                .then()
                .statusCode(302)
                .header("location", "console/index.html");
        given().get(guess).then().statusCode(404);
    }

    @Test
    void theTokenIsAnAdministratorWhoMayDoEverything() {
        given().header("authorization", "Bearer " + TOKEN)
                .get("/admin/v1/me")
                .then()
                .statusCode(200)
                .body("role", equalTo("admin"))
                .body("login", equalTo("token"))
                .header("x-request-id", startsWith("req_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer another-token-for-tests-of-32-chars", "Basic YTpi"})
    void anythingElseIsRefusedInTheGatewaysForm(String authorization) {
        given().header("authorization", authorization)
                .get("/admin/v1/me")
                .then()
                .statusCode(401)
                .header("cache-control", "no-store")
                .body("error.code", equalTo("invalid_token"))
                .body("error.type", equalTo("invalid_request_error"));
    }

    @Test
    void aPathThatIsNoneIsNotFound() {
        given().header("authorization", "Bearer " + TOKEN)
                .get("/admin/v1/nothing")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("not_found"));
    }
}
