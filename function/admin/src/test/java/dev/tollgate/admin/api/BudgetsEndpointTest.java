package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets in the admin API, and their increases. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class BudgetsEndpointTest {
    private final String until = Instant.now()
            .plus(3, ChronoUnit.DAYS)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();

    @Test
    void anIncreaseIsInTheLimitUntilSomebodyEndsIt() {
        key("raised");
        increase("raised", "25.5")
                .then()
                .statusCode(201)
                .header("etag", "\"1\"")
                .body("owner.kind", equalTo("key"))
                .body("amount_usd", equalTo("25.500000"));

        admin().get("/admin/v1/budgets?key=raised")
                .then()
                .body("data[0].limit_usd", equalTo("35.500000"))
                .body("data[0].left_usd", equalTo("35.500000"))
                .body("data[0].increase.until", equalTo(until))
                .body("data[0].increase.reason", equalTo("a launch"))
                .body("data[0].increase.by", equalTo("ann"))
                .body("data[0].increase.version", equalTo(1));
        increase("raised", "1").then().statusCode(428);
        admin().header("if-match", "1")
                .delete("/admin/v1/budgets/increase?kind=key&id=raised&period=month")
                .then()
                .statusCode(204);
        admin().get("/admin/v1/budgets?key=raised")
                .then()
                .body("data[0].limit_usd", equalTo("10.000000"))
                .body("data[0].increase", nullValue());
        admin().queryParam("object", "increase#month#KEY#raised")
                .get("/admin/v1/audit")
                .then()
                .body("data.action", hasItem("create"))
                .body("data.action", hasItem("delete"));
    }

    @Test
    void anEndUserIsLookedUpByName() {
        admin().body("{\"id\": \"shared\", \"team\": \"own\","
                        + " \"end_user_budget\": {\"amount_usd\": \"2\", \"period\": \"month\"}}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        admin().get("/admin/v1/budgets?key=shared&end_user=ada")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(1))
                .body("data[0].owner.kind", equalTo("end_user"))
                .body("data[0].owner.key", equalTo("shared"))
                .body("data[0].owner.id", equalTo("ada"))
                .body("data[0].limit_usd", equalTo("2.000000"))
                .body("data[0].spent_usd", equalTo("0.000000"));
        admin().queryParam("end_user", "Ada Lovelace")
                .get("/admin/v1/budgets?key=shared")
                .then()
                .body("data[0].owner.id", equalTo("Ada Lovelace"));
        as("team_admin", "tom", "own")
                .get("/admin/v1/budgets?key=shared&end_user=ada")
                .then()
                .statusCode(200);
        as("team_admin", "tom", "another")
                .get("/admin/v1/budgets?key=shared&end_user=ada")
                .then()
                .statusCode(404);
        admin().get("/admin/v1/budgets?end_user=ada").then().statusCode(400).body("error.param", equalTo("key"));
        key("without");
        admin().get("/admin/v1/budgets?key=without&end_user=ada")
                .then()
                .statusCode(404)
                .body("error.message", containsString("have no budget"));
    }

    @Test
    void anIncreaseNeedsABudget() {
        increase("nobody", "1").then().statusCode(404);
        key("of-a-month");
        admin().body(body("key", "of-a-month", "day", "1", until))
                .put("/admin/v1/budgets/increase")
                .then()
                .statusCode(404)
                .body("error.message", containsString("per day"));
        admin().header("if-match", "1")
                .delete("/admin/v1/budgets/increase?kind=key&id=of-a-month&period=month")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "king, month, 1, 2999-01-01T00:00:00Z, owner.kind",
        "key, hour, 1, 2999-01-01T00:00:00Z, period",
        "key, month, 0, 2999-01-01T00:00:00Z, amount_usd",
        "key, month, 0.0000001, 2999-01-01T00:00:00Z, amount_usd",
        "key, month, 1e12, 2999-01-01T00:00:00Z, amount_usd",
        "key, month, 1, 2999-01-01T00:00:00Z, until",
        "key, month, 1, 2020-01-01T00:00:00Z, until",
    })
    void aWrongFieldIsNamed(String kind, String period, String usd, String until, String param) {
        admin().body(body(kind, "any", period, usd, until))
                .put("/admin/v1/budgets/increase")
                .then()
                .statusCode(400)
                .body("error.param", equalTo(param));
    }

    @Test
    void aTeamAdminSeesTheIncreaseAndChangesNothing() {
        admin().body("{\"id\": \"seen\", \"budget\": {\"amount_usd\": \"10\", \"period\": \"day\"}}")
                .post("/admin/v1/teams")
                .then()
                .statusCode(201);
        String body = body("team", "seen", "day", "5", until);
        as("team_admin", "tom", "seen")
                .body(body)
                .put("/admin/v1/budgets/increase")
                .then()
                .statusCode(403);
        admin().body(body).put("/admin/v1/budgets/increase").then().statusCode(201);
        as("team_admin", "tom", "seen")
                .get("/admin/v1/budgets")
                .then()
                .body("data[0].owner.kind", equalTo("team"))
                .body("data[0].increase.amount_usd", equalTo("5.000000"));
    }

    private static void key(String id) {
        admin().body("{\"id\": \"" + id + "\", \"budget\": {\"amount_usd\": \"10\", \"period\": \"month\"}}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
    }

    private Response increase(String key, String usd) {
        return admin().body(body("key", key, "month", usd, until)).put("/admin/v1/budgets/increase");
    }

    private static String body(String kind, String id, String period, String usd, String until) {
        return """
            {"owner": {"kind": "%s", "id": "%s"}, "period": "%s", "amount_usd": "%s", "until": "%s",
             "reason": "a launch"}\
            """.formatted(kind, id, period, usd, until);
    }
}
