package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Whose keys an administrator sees and changes: those of the own teams, and a developer the own ones. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class KeyRightsTest {
    @Test
    void nobodySeesTheKeysOfAnotherTeam() {
        create("ours", "red");
        create("theirs", "blue");

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
        create("of-the-team", "red");

        as("developer", "dev", "red")
                .body("{\"id\": \"mine\", \"team\": \"red\", \"owner\": \"dev\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        as("developer", "dev", "red").get("/admin/v1/keys").then().body("data.id", contains("mine"));
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
}
