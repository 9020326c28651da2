package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tollgate.admin.LocalTables;
import dev.tollgate.auth.CallerRegister;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord.Attempt;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single requests of keys, and of callers with a token of the operator's issuer. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class RequestsEndpointTest {
    @Inject
    UsageLedger ledger;

    @Inject
    CallerRegister callers;

    @Test
    void theListHasKeysAndCallersWithATokenTheNewestFirst() {
        KeysEndpointTest.create("of-requests", "listed");
        callers.seen("jwt:ada");
        String ofKey = record("of-requests", 2_000, ContentUse.NONE);
        ContentUse kept = ContentUse.NONE
                .inTier("complex, 0.58 (code 0.42)")
                .keptAt("s3://prompts/2026/11/30/jwt%3Aada/req.json");
        String ofCaller = record("jwt:ada", 1_000, kept);

        admin().get("/admin/v1/requests?team=listed")
                .then()
                .statusCode(200)
                .body("data.id", contains(ofCaller, ofKey))
                .body("data.key", contains("jwt:ada", "of-requests"))
                .body("data[0].tier", equalTo("complex, 0.58 (code 0.42)"))
                .body("data[0].prompt_log", containsString("s3://prompts/"))
                .body("data[0].cost_usd", equalTo("0.000100"))
                .body("data[1].tier", equalTo(null));
        admin().get("/admin/v1/requests?team=listed&limit=1").then().body("data.id", contains(ofCaller));
        admin().queryParam("key", "jwt:ada").get("/admin/v1/requests").then().body("data.id", contains(ofCaller));
        as("team_admin", "tom", "listed")
                .get("/admin/v1/requests/" + ofCaller)
                .then()
                .statusCode(200)
                .body("attempts.target", contains("openai/gpt-4.1"))
                .body("tags.team", equalTo("listed"));
        admin().queryParam("team", "listed")
                .get("/admin/v1/requests/" + ofKey)
                .then()
                .statusCode(200);
        admin().queryParam("key", "of-requests")
                .get("/admin/v1/requests/" + ofKey)
                .then()
                .statusCode(200);
        admin().queryParam("team", "others")
                .get("/admin/v1/requests/" + ofKey)
                .then()
                .statusCode(404);
        as("team_admin", "tom", "another").get("/admin/v1/requests").then().body("data.id", not(contains(ofCaller)));
        as("team_admin", "tom", "another")
                .get("/admin/v1/requests/" + ofCaller)
                .then()
                .statusCode(404);
    }

    private String record(String key, long millisAgo, ContentUse content) {
        Instant at = Instant.now().minusMillis(millisAgo).truncatedTo(ChronoUnit.MILLIS);
        String id = "req_%012x%012x".formatted(at.toEpochMilli(), millisAgo);
        Attempt attempt = new Attempt(
                "openai", "gpt-4.1", AttemptPurpose.RESPOND, null, 300, SettledRecord.USAGE, false, SettledRecord.COST);
        ledger.record(SettledRecord.of(id, key, "listed", at, 120, 350, List.of(attempt), content));
        return id;
    }
}
