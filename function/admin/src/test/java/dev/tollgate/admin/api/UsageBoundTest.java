package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.admin.LocalTables;
import dev.tollgate.bill.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One query reads a bounded number of lines, and more of other teams. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
@TestProfile(UsageBoundTest.TenLines.class)
class UsageBoundTest {
    /** The bound is ten times what one key may read of its own usage. */
    public static final class TenLines implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tollgate.usage.max-records", "1");
        }
    }

    @Inject
    UsageLedger ledger;

    @Test
    void whatOtherTeamsUseKeepsNoTeamFromItsOwnUsage() {
        KeysEndpointTest.create("loud-app", "loud");
        KeysEndpointTest.create("calm-app", "calm");
        for (int number = 0; number < 11; number++) {
            record("loud-app", "loud", number);
        }
        record("calm-app", "calm", 11);
        // It had another team when it was used.
        record("loud-app", "calm", 12);

        as("team_admin", "tom", "calm")
                .get("/admin/v1/usage?group_by=team")
                .then()
                .statusCode(200)
                .body("data[0].requests", equalTo(2));
        admin().get("/admin/v1/usage?team=calm").then().statusCode(200).body("totals.requests", equalTo(2));
        admin().get("/admin/v1/usage").then().statusCode(400).body("error.param", equalTo("to"));
        admin().get("/admin/v1/usage?team=loud").then().statusCode(400);
    }

    @Test
    void aQueryEndsWhateverOtherTeamsUse() {
        KeysEndpointTest.create("flood-app", "flood");
        Instant then = Instant.now().minus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        for (int number = 0; number < 101; number++) {
            record("flood-app", "flood", number, then);
        }

        as("team_admin", "tom", "calm")
                .get("/admin/v1/usage?group_by=team&from=" + then.minusSeconds(60) + "&to=" + then.plusSeconds(60))
                .then()
                .statusCode(400)
                .body("error.param", equalTo("to"));
    }

    private void record(String key, String team, int number) {
        record(key, team, number, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private void record(String key, String team, int number, Instant at) {
        ledger.record(SettledRecord.of("req_%012x%012x".formatted(at.toEpochMilli(), number), key, team, at, 120, 350));
    }
}
