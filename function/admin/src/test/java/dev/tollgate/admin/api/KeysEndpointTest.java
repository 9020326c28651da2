package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.KeyCreation;
import dev.tollgate.admin.LocalTables;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.Keys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in the admin API, as the gateway sees them by their secrets. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class KeysEndpointTest {
    @Inject
    KeyCreation creation;

    @Inject
    Keys keys;

    @Test
    void aNewKeyHasASecretThatIsShownOnceAndThatTheGatewayKnows() {
        String secret = admin().body("""
            {"id": "new", "team": "search", "owner": "ann", "tags": {"env": "test"},
             "aliases": ["openai/gpt-4o"], "limits": {"requests_per_minute": 60},
             "expires": "2099-01-01T00:00:00Z",
             "budget": {"amount_usd": "12.500000", "period": "month", "kind": "soft"}}\
            """)
                .post("/admin/v1/keys")
                .then()
                .statusCode(201)
                .header("etag", "\"1\"")
                .header("cache-control", "no-store")
                .body("key.id", equalTo("new"))
                .body("key.team", equalTo("search"))
                .body("key.owner", equalTo("ann"))
                .body("key.state", equalTo("enabled"))
                .body("key.limits.requests_per_minute", equalTo(60))
                .body("key.managed_by", equalTo("api"))
                .body("key.budget.amount_usd", equalTo("12.500000"))
                .body("key.budget.kind", equalTo("soft"))
                .body("secret", startsWith("sk-tollgate-"))
                .extract()
                .path("secret");

        assertThat(keys.find(KeyHash.of(secret)).orElseThrow().tags())
                .containsEntry("team", "search")
                .containsEntry("env", "test");
        admin().get("/admin/v1/keys/new")
                .then()
                .statusCode(200)
                .body(not(containsString(secret)))
                .body(not(containsString(KeyHash.of(secret).hex())));
    }

    @Test
    void listsAnswerPageByPageAndFilter() {
        for (String id : new String[] {"page-a", "page-b", "page-c"}) {
            create(id, "pages");
        }
        String cursor = admin().get("/admin/v1/keys?team=pages&limit=2")
                .then()
                .statusCode(200)
                .body("data.id", contains("page-a", "page-b"))
                .body("next_cursor", notNullValue())
                .extract()
                .path("next_cursor");
        admin().get("/admin/v1/keys?team=pages&limit=2&cursor=" + cursor)
                .then()
                .body("data.id", contains("page-c"))
                .body("next_cursor", equalTo(null));
        admin().get("/admin/v1/keys?search=PAGE-B").then().body("data.id", contains("page-b"));
    }

    @Test
    void aChangeMustHaveSeenTheLastVersion() {
        create("changed", "search");
        String change = "{\"limits\": {\"requests_per_minute\": 5}, \"tags\": {\"env\": \"prod\"}}";

        admin().body(change)
                .patch("/admin/v1/keys/changed")
                .then()
                .statusCode(428)
                .body("error.code", equalTo("version_required"));
        admin().header("if-match", "\"1\"")
                .body(change)
                .patch("/admin/v1/keys/changed")
                .then()
                .statusCode(200)
                .header("etag", "\"2\"")
                .body("tags.env", equalTo("prod"))
                .body("team", equalTo("search"))
                .body("limits.requests_per_minute", equalTo(5));
        admin().header("if-match", "\"1\"")
                .body(change)
                .patch("/admin/v1/keys/changed")
                .then()
                .statusCode(412)
                .body("error.message", containsString("version 2, which ann wrote at"));
        admin().header("if-match", "\"2\"")
                .body("{\"limits\": null}")
                .patch("/admin/v1/keys/changed")
                .then()
                .statusCode(200)
                .body("limits.size()", equalTo(0));
    }

    @Test
    void aRotatedKeyKeepsItsOldSecretForAWhile() {
        String old = create("rotated", "search");
        String until = Instant.now()
                .plus(30, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        admin().body("{\"old_until\": \"2099-01-01T00:00:00Z\"}")
                .post("/admin/v1/keys/rotated/rotate")
                .then()
                .statusCode(400)
                .body("error.param", equalTo("old_until"));
        String fresh = admin().body("{\"old_until\": \"" + until + "\"}")
                .post("/admin/v1/keys/rotated/rotate")
                .then()
                .statusCode(200)
                .header("etag", "\"2\"")
                .body("key.old_until", equalTo(until))
                .body("warning", nullValue())
                .extract()
                .path("secret");

        assertThat(keys.find(KeyHash.of(old))).isPresent();
        assertThat(keys.find(KeyHash.of(fresh))).isPresent();

        String last = admin().post("/admin/v1/keys/rotated/rotate")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        assertThat(keys.find(KeyHash.of(fresh))).isEmpty();
        assertThat(keys.find(KeyHash.of(last))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate", "disable", "enable"})
    void aStepThatNamesAVersionMustHaveSeenTheLast(String step) {
        create("seen-by-" + step, "search");
        String path = "/admin/v1/keys/seen-by-" + step;
        admin().header("if-match", "1")
                .body("{\"tags\": {\"env\": \"prod\"}}")
                .patch(path)
                .then()
                .statusCode(200);

        admin().header("if-match", "1").post(path + "/" + step).then().statusCode(412);
        admin().header("if-match", "2").post(path + "/" + step).then().statusCode(200);
        admin().post(path + "/" + step).then().statusCode(200);
    }

    @Test
    void ofTwoWhoCreateTheSameKeyAtOnceOneGetsIt() {
        create("twice", "search");
        AdminException refusal = catchThrowableOfType(
                AdminException.class,
                // Neither of them has found the other's key.
                () -> creation.create("twice", "", _ -> {}, ChangeAuthor.ofCommandLine("eve"), _ -> false));

        assertThat(refusal.kind()).isEqualTo(AdminErrorKind.CONFLICT);
        assertThat(refusal).hasMessageContaining("The key twice already exists");
        admin().get("/admin/v1/keys/twice").then().body("updated_by", equalTo("ann"));
    }

    @Test
    void aKeyIsDisabledEnabledAndDeleted() {
        String secret = create("ended", "search");

        admin().post("/admin/v1/keys/ended/disable").then().statusCode(200).body("state", equalTo("disabled"));
        assertThat(keys.find(KeyHash.of(secret)).orElseThrow().disabled()).isTrue();
        admin().get("/admin/v1/keys?state=disabled").then().body("data.id", hasItem("ended"));
        admin().post("/admin/v1/keys/ended/enable").then().statusCode(200).body("state", equalTo("enabled"));
        admin().header("if-match", "3").delete("/admin/v1/keys/ended").then().statusCode(204);
        assertThat(keys.find(KeyHash.of(secret))).isEmpty();
        admin().get("/admin/v1/keys/ended")
                .then()
                .statusCode(404)
                .body("error.message", equalTo("There is no key ended."));
    }

    @Test
    void aKeyThatExistsIsNotCreatedAgain() {
        create("once", "search");

        admin().body("{\"id\": \"once\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(409)
                .body("error.code", equalTo("conflict"));
    }

    static String create(String id, String team) {
        return admin().body("{\"id\": \"" + id + "\", \"team\": \"" + team + "\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }
}
