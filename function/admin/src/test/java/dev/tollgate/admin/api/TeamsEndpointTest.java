package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tollgate.admin.LocalTables;
import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.auth.TagBudgets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teams in the admin API, and what they mean to the gateway. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class TeamsEndpointTest {
    @Inject
    ApiKeyAuthenticator authenticator;

    @Inject
    TagBudgets budgets;

    @Test
    void aTeamBoundsItsKeysAtTheGateway() {
        create("""
                {"id": "bounded", "name": "Bounded", "members": [{"subject": "tom", "role": "team_admin"}],
                 "budget": {"amount_usd": "50", "period": "month", "kind": "hard"},
                 "aliases": ["openai/gpt-4o", "openai/gpt-4o-mini"],
                 "key_defaults": {"limits": {"requests_per_minute": 60}, "expires_after_days": 30, "tags": {"env": "dev"}}}""");

        assertThat(budgets.current().get("team=bounded"))
                .singleElement()
                .satisfies(budget -> assertThat(budget.micros()).isEqualTo(50_000_000));
        String secret = admin().body("{\"id\": \"in-bounds\", \"team\": \"bounded\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201)
                .body("key.limits.requests_per_minute", equalTo(60))
                .body("key.tags.env", equalTo("dev"))
                .body("key.expires", notNullValue())
                .extract()
                .path("secret");
        assertThat(authenticator.authenticate("Bearer " + secret).aliases())
                .containsExactlyInAnyOrder("openai/gpt-4o", "openai/gpt-4o-mini");
        admin().body("{\"id\": \"out\", \"team\": \"bounded\", \"aliases\": [\"anthropic/claude-sonnet-4-5\"]}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(400)
                .body("error.param", equalTo("aliases"));
        admin().get("/admin/v1/budgets?team=bounded")
                .then()
                .statusCode(200)
                .body("data.owner.kind", contains("team"))
                .body("data[0].limit_usd", equalTo("50.000000"))
                .body("data[0].left_usd", equalTo("50.000000"));
    }

    @Test
    void aDeveloperStaysWithinTheLimitsOfTheTeam() {
        create("{\"id\": \"limited\", \"key_defaults\": {\"limits\": {\"requests_per_minute\": 10}}}");

        as("developer", "dev", "limited")
                .body("{\"id\": \"too-fast\", \"team\": \"limited\", \"owner\": \"dev\","
                        + " \"limits\": {\"requests_per_minute\": 11}}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(400)
                .body("error.param", equalTo("limits.requests_per_minute"));
        as("team_admin", "tom", "limited")
                .body("{\"id\": \"fast\", \"team\": \"limited\", \"limits\": {\"requests_per_minute\": 11}}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
    }

    @Test
    void aDevelopersKeysHaveWhatTheTeamGives() {
        create("""
                {"id": "bounding", "key_defaults": {"expires_after_days": 30, "tags": {"cost_center": "4100"},
                 "limits": {"models": {"openai/gpt-4o": {"requests_per_minute": 5}}}, "keys_per_developer": 2}}""");
        admin().get("/admin/v1/teams/bounding").then().body("key_defaults.keys_per_developer", equalTo(2));

        ofDeveloper("one", "")
                .statusCode(201)
                .body("key.tags.cost_center", equalTo("4100"))
                .body("key.limits.models.'openai/gpt-4o'.requests_per_minute", equalTo(5))
                .body("key.expires", notNullValue());
        ofDeveloper("long", ", \"expires\": \"2099-01-01T00:00:00Z\"")
                .statusCode(400)
                .body("error.param", equalTo("expires"));
        ofDeveloper("wide", ", \"limits\": {}").statusCode(400).body("error.param", equalTo("limits.models"));
        ofDeveloper("two", ", \"expires\": \"" + Instant.now().plus(Duration.ofDays(2)) + "\"")
                .statusCode(201);
        ofDeveloper("three", "").statusCode(403).body("error.message", containsString("at most 2 keys"));
        admin().header("if-match", "1")
                .delete("/admin/v1/keys/one-of-dev")
                .then()
                .statusCode(204);
        ofDeveloper("three", "").statusCode(201);
    }

    private static ValidatableResponse ofDeveloper(String id, String fields) {
        return as("developer", "dev", "bounding")
                .body("{\"id\": \"" + id + "-of-dev\", \"team\": \"bounding\", \"owner\": \"dev\"" + fields + "}")
                .post("/admin/v1/keys")
                .then();
    }

    @Test
    void aTeamIsChangedByWhoHasSeenItAndRemovedByForceIfItHasKeys() {
        create("{\"id\": \"changing\"}");
        admin().body("{\"name\": \"New name\"}")
                .put("/admin/v1/teams/changing")
                .then()
                .statusCode(428);
        admin().header("if-match", "1")
                .body("{\"name\": \"New name\"}")
                .put("/admin/v1/teams/changing")
                .then()
                .statusCode(200)
                .header("etag", "\"2\"")
                .body("name", equalTo("New name"));
        admin().body("{\"id\": \"of-changing\", \"team\": \"changing\"}").post("/admin/v1/keys");
        admin().get("/admin/v1/teams/changing").then().body("keys_count", equalTo(1));
        admin().header("if-match", "2")
                .delete("/admin/v1/teams/changing")
                .then()
                .statusCode(409)
                .body("error.message", containsString("1 key"));
        admin().header("if-match", "2")
                .delete("/admin/v1/teams/changing?force=true")
                .then()
                .statusCode(204);
        admin().get("/admin/v1/teams/changing").then().statusCode(404);
    }

    @Test
    void aTeamAdminChangesTheirTeamButNotItsBudget() {
        create("{\"id\": \"own\", \"budget\": {\"amount_usd\": \"5\", \"period\": \"day\"}}");
        create("{\"id\": \"other\"}");

        as("team_admin", "tom", "own")
                .get("/admin/v1/teams")
                .then()
                .body("data.id", hasItem("own"))
                .body("data.id", not(hasItem("other")));
        as("team_admin", "tom", "own").get("/admin/v1/teams/other").then().statusCode(404);
        as("team_admin", "tom", "own")
                .header("if-match", "1")
                .body("{\"budget\": {\"amount_usd\": \"500\", \"period\": \"day\"}}")
                .put("/admin/v1/teams/own")
                .then()
                .statusCode(403);
        as("team_admin", "tom", "own")
                .header("if-match", "1")
                .body("{\"name\": \"Ours\", \"budget\": {\"amount_usd\": \"5\", \"period\": \"day\"}}")
                .put("/admin/v1/teams/own")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": \"t\", \"people\": []} | people",
                "{\"id\": \"t\", \"members\": [{\"subject\": \"a\", \"role\": \"king\"}]} | members.role",
                "{\"id\": \"t\", \"members\": [{\"subject\": \"a\", \"role\": \"viewer\"}]} | members.role",
                "{\"id\": \"t\", \"members\": {}} | members",
                "{\"id\": \"t\", \"key_defaults\": {\"keys_per_developer\": 0}} | keys_per_developer",
                "{\"id\": \"t\", \"aliases\": [\"nobody\"]} | aliases[0]",
                "{\"id\": \"t\", \"key_defaults\": {\"expires_after_days\": 0}} | expires_after_days",
                "{\"id\": \"t\", \"key_defaults\": {\"limits\": {\"requests\": 1}}} | limits.requests"
            })
    void aWrongFieldIsNamed(String body, String param) {
        admin().body(body).post("/admin/v1/teams").then().statusCode(400).body("error.param", equalTo(param));
    }

    private static void create(String body) {
        admin().body(body).post("/admin/v1/teams").then().statusCode(201);
    }
}
