package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** Whose keys an administrator sees and changes: those of the own teams, and a developer the own ones. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class KeyRightsTest {
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
                         "limits": {"requests_per_minute": 60}, "budget": {"amount_usd": "1", "period": "month", "kind": "hard"}}""").post("/admin/v1/keys").then().statusCode(201);
        change("{\"budget\": null}").statusCode(403).body("error.param", equalTo("budget"));
        change("{\"tags\": {\"cost_center\": \"other\"}}").statusCode(403).body("error.param", equalTo("tags"));
        change("{\"expires\": null}").statusCode(403).body("error.param", equalTo("expires"));
        change("{\"limits\": {\"requests_per_minute\": 61}}").statusCode(403).body("error.param", equalTo("limits"));
        change("{\"limits\": {\"requests_per_minute\": 30}}").statusCode(200);
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
