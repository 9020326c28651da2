package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose keys an administrator sees and changes: those of the own teams, and a developer the own ones. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class KeyRightsTest {
    @BeforeEach
    void createTeams() {
        for (String id : new String[] {"red", "blue"}) {
            admin().body("{\"id\": \"" + id + "\"}")
                    .post("/admin/v1/teams")
                    .then()
                    .statusCode(anyOf(equalTo(201), equalTo(409)));
        }
    }

    @Test
    void nobodySeesTheKeysOfAnotherTeam() {
        KeysEndpointTest.create("ours", "red");
        KeysEndpointTest.create("theirs", "blue");

        as("team_admin", "tom", "red")
                .get("/admin/v1/keys")
                .then()
                .body("data.id", hasItems("ours"))
                .body("data.id", not(hasItem("theirs")));
        as("team_admin", "tom", "red").get("/admin/v1/keys/theirs").then().statusCode(404);
        as("team_admin", "tom", "red")
                .post("/admin/v1/keys/theirs/rotate")
                .then()
                .statusCode(404);
        as("team_admin", "tom", "red")
                .body("{\"id\": \"smuggled\", \"team\": \"blue\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(403)
                .body("error.param", equalTo("team"));
        as("team_admin", "tom", "red")
                .header("if-match", "1")
                .body("{\"team\": \"blue\"}")
                .patch("/admin/v1/keys/ours")
                .then()
                .statusCode(403);
    }

    @Test
    void aDeveloperHasKeysOfTheirOwn() {
        KeysEndpointTest.create("of-the-team", "red");

        as("developer", "dev", "red")
                .body("{\"id\": \"mine\", \"team\": \"red\", \"owner\": \"dev\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        as("developer", "dev", "red")
                .get("/admin/v1/keys")
                .then()
                .body("data.id", hasItem("mine"))
                .body("data.id", not(hasItem("of-the-team")));
        as("developer", "dev", "red")
                .post("/admin/v1/keys/of-the-team/disable")
                .then()
                .statusCode(404);
        as("developer", "dev", "red")
                .body("{\"id\": \"for-another\", \"team\": \"red\", \"owner\": \"eve\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(403);
    }

    @Test
    void aDeveloperLiftsNoBoundThatAnAdminHasSet() {
        admin().body("""
                        {"id": "bounded", "team": "red", "owner": "dev", "expires": "2090-01-01T00:00:00Z",
                         "aliases": ["openai/gpt-4o", "openai/gpt-4o-mini"],
                         "limits": {"requests_per_minute": 60}, "budget": {"amount_usd": "1", "period": "month", "kind": "hard"}}""").post("/admin/v1/keys").then().statusCode(201);
        change("{\"budget\": null}").statusCode(403).body("error.param", equalTo("budget"));
        change("{\"tags\": {\"cost_center\": \"other\"}}").statusCode(403).body("error.param", equalTo("tags"));
        change("{\"expires\": null}").statusCode(403).body("error.param", equalTo("expires"));
        change("{\"limits\": {\"requests_per_minute\": 61}}").statusCode(403).body("error.param", equalTo("limits"));
        change("{\"aliases\": null}").statusCode(403).body("error.param", equalTo("aliases"));
        change("{\"aliases\": [\"openai/gpt-4o\", \"openai/o3\"]}")
                .statusCode(403)
                .body("error.param", equalTo("aliases"));
        change("{\"limits\": {\"requests_per_minute\": 30}, \"aliases\": [\"openai/gpt-4o\"]}")
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags | {\"cost_center\": \"other\"}",
                "on_store_failure | \"allow\"",
                "budget | null",
                "end_user_budget | {\"amount_usd\": \"5\", \"period\": \"day\"}",
                "log_prompts | true",
                "disabled | false"
            })
    void aDeveloperGivesANewKeyNothingThatBoundsIt(String field, String value) {
        as("developer", "dev", "red")
                .body("{\"id\": \"loose\", \"team\": \"red\", \"owner\": \"dev\", \"%s\": %s}".formatted(field, value))
                .post("/admin/v1/keys")
                .then()
                .statusCode(403)
                .body("error.param", equalTo(field));
    }

    /** Whatever a claim names as a team has no budget and no aliases, until an admin creates it. */
    @Test
    void aTeamThatNobodyHasCreatedHasNoKeysOfItsMembers() {
        for (String role : new String[] {"developer", "team_admin"}) {
            as(role, "dev", "claimed")
                    .body("{\"id\": \"unbounded\", \"team\": \"claimed\", \"owner\": \"dev\"}")
                    .post("/admin/v1/keys")
                    .then()
                    .statusCode(403)
                    .body("error.param", equalTo("team"))
                    .body("error.message", containsString("no team claimed"));
        }
        admin().body("{\"id\": \"of-an-admin\", \"team\": \"claimed\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
    }

    @Test
    void whatAnAdminHasDisabledStaysDisabled() {
        admin().body("{\"id\": \"stopped\", \"team\": \"red\", \"owner\": \"dev\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        admin().post("/admin/v1/keys/stopped/disable").then().statusCode(200);

        as("developer", "dev", "red")
                .post("/admin/v1/keys/stopped/enable")
                .then()
                .statusCode(403);
    }

    @Test
    void aDeveloperEnablesNoKeyThatAnAdminHasDisabledAfterThem() {
        admin().body("{\"id\": \"disabled-twice\", \"team\": \"red\", \"owner\": \"dev\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        post("disable").statusCode(200).body("updated_by", equalTo("dev"));
        post("enable").statusCode(200);
        post("disable").statusCode(200);

        admin().post("/admin/v1/keys/disabled-twice/disable")
                .then()
                .statusCode(200)
                .body("updated_by", equalTo("ann"));

        post("disable").statusCode(200).body("updated_by", equalTo("ann"));
        post("enable").statusCode(403);
    }

    private static ValidatableResponse post(String action) {
        return as("developer", "dev", "red")
                .post("/admin/v1/keys/disabled-twice/" + action)
                .then();
    }

    @Test
    void aKeyIsNarrowedThoughItsTeamHasLostAnAlias() {
        admin().body("{\"id\": \"losing\", \"aliases\": [\"openai/gpt-4o\", \"openai/gpt-4o-mini\"]}")
                .post("/admin/v1/teams")
                .then()
                .statusCode(201);
        admin().body(
                        "{\"id\": \"stale\", \"team\": \"losing\", \"aliases\": [\"openai/gpt-4o\", \"openai/gpt-4o-mini\"]}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        admin().header("if-match", "1")
                .body("{\"name\": \"Losing\", \"aliases\": [\"openai/gpt-4o\"]}")
                .put("/admin/v1/teams/losing")
                .then()
                .statusCode(200);

        admin().header("if-match", "1")
                .body("{\"limits\": {\"concurrent\": 5}}")
                .patch("/admin/v1/keys/stale")
                .then()
                .statusCode(200);
        admin().header("if-match", "2")
                .body("{\"aliases\": [\"openai/gpt-4o-mini\", \"openai/o3\"]}")
                .patch("/admin/v1/keys/stale")
                .then()
                .statusCode(400)
                .body("error.message", containsString("openai/o3"));
    }

    @Test
    void aDeveloperOwnsTheirNewKey() {
        for (String owner : new String[] {"", ", \"owner\": null"}) {
            as("developer", "dev", "red")
                    .body("{\"id\": \"own%d\", \"team\": \"red\"%s}".formatted(owner.length(), owner))
                    .post("/admin/v1/keys")
                    .then()
                    .statusCode(201)
                    .body("key.owner", equalTo("dev"));
        }
    }

    @Test
    void anIdIsNeverGivenToAnotherKey() {
        KeysEndpointTest.create("buried", "red");
        admin().header("if-match", "1").delete("/admin/v1/keys/buried").then().statusCode(204);

        as("developer", "eve", "blue")
                .body("{\"id\": \"buried\", \"team\": \"blue\", \"owner\": \"eve\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(409);
    }

    private static ValidatableResponse change(String body) {
        return as("developer", "dev", "red")
                .header("if-match", "1")
                .body(body)
                .patch("/admin/v1/keys/bounded")
                .then();
    }
}
