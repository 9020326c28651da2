package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tollgate.admin.AuditTrail;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.LocalTables;
import dev.tollgate.auth.KeyHash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The audit trail, prices, targets and the cache. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class AuditEndpointTest {
    @Inject
    AuditTrail trail;

    @Test
    void everyChangeOfAKeyLeavesATrailWithoutItsSecret() {
        String secret = as("admin", "eve", "none")
                .body("{\"id\": \"trailed\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        as("admin", "eve", "none").post("/admin/v1/keys/trailed/disable").then().statusCode(200);
        as("admin", "eve", "none").post("/admin/v1/keys/trailed/rotate").then().statusCode(200);
        as("admin", "eve", "none")
                .header("if-match", "3")
                .delete("/admin/v1/keys/trailed")
                .then()
                .statusCode(204);

        admin().get("/admin/v1/audit?object=trailed")
                .then()
                .statusCode(200)
                .body("data.action", contains("delete", "retire", "rotate", "disable", "create"))
                .body("data[0].actor", equalTo("eve"))
                .body("data[0].role", equalTo("admin"))
                .body("data[0].object", equalTo("key#trailed"))
                .body("data[0].request_id", startsWith("req_"))
                .body("data[3].before", notNullValue())
                .body("data[3].after.disabled", equalTo(true))
                .body(not(containsString(secret)))
                .body(not(containsString(KeyHash.of(secret).hex())));
        String cursor = admin().get("/admin/v1/audit?object=trailed&limit=2")
                .then()
                .body("data.action", contains("delete", "retire"))
                .extract()
                .path("next_cursor");
        admin().get("/admin/v1/audit?object=trailed&limit=2&cursor=" + cursor)
                .then()
                .body("data.action", contains("rotate", "disable"));
        admin().get("/admin/v1/audit?actor=nobody").then().body("data.size()", equalTo(0));
        admin().get("/admin/v1/audit?cursor=eHh4").then().statusCode(400);
    }

    /** A filter that fits little would make one call read the whole period. */
    @Test
    void aFilteredListAnswersWithACursorAfterSomeRecords() {
        for (int number = 0; number < 2_100; number++) {
            trail.add(ChangeAuthor.ofCommandLine("crowd"), "create", "key#crowded", null, "{}");
        }
        String first = admin().get("/admin/v1/audit?actor=hermit")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(0))
                .body("next_cursor", notNullValue())
                .extract()
                .path("next_cursor");
        admin().get("/admin/v1/audit?actor=hermit&cursor=" + first)
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(0))
                .body("next_cursor", nullValue());
    }

    @Test
    void pricesAreListedAndAListIsAppliedAndRemoved() {
        admin().get("/admin/v1/prices?search=gpt-4o-mini&limit=1")
                .then()
                .statusCode(200)
                .body("data[0].model", containsString("gpt-4o-mini"))
                .body("data[0].input", notNullValue())
                .body("data[0].source", equalTo("packaged"));
        admin().header("if-match", 0)
                .body("{\"no\": \"list\"}")
                .put("/admin/v1/prices/list")
                .then()
                .statusCode(400)
                .body("error.message", containsString("no price list"));
        String list = """
                {"version": "2099-01-01", "source": "a test", "prices": {"openai/new": {"input": 1, "output": 2}}}""";
        admin().get("/admin/v1/prices/list").then().header("etag", "\"0\"");
        admin().body(list).put("/admin/v1/prices/list").then().statusCode(428);
        admin().header("if-match", 0)
                .body(list)
                .put("/admin/v1/prices/list")
                .then()
                .statusCode(200)
                .body("added", contains("openai/new"));
        admin().get("/admin/v1/prices/list").then().header("etag", "\"1\"").body("applied.in_force", equalTo(true));
        admin().header("if-match", 0)
                .body(list)
                .put("/admin/v1/prices/list")
                .then()
                .statusCode(412);
        admin().delete("/admin/v1/prices/list").then().statusCode(428);
        admin().header("if-match", 1).delete("/admin/v1/prices/list").then().statusCode(204);
        admin().delete("/admin/v1/prices/list").then().statusCode(404);
    }

    @Test
    void targetsAndTheCacheAnswer() {
        admin().get("/admin/v1/health/targets").then().statusCode(200).body("size()", equalTo(0));
        admin().delete("/admin/v1/cache?alias=demo").then().statusCode(200).body("removed", equalTo(0));
        admin().delete("/admin/v1/cache?alias=a&key=b").then().statusCode(400);
    }
}
