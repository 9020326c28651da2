package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.tollgate.admin.LocalTables;
import dev.tollgate.bill.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short period has the times of its requests, a longer one does not. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class UsagePeriodTest {
    @Inject
    UsageLedger ledger;

    @Test
    void timesOfTodayDoNotPassForThoseOfThePeriod() {
        KeysEndpointTest.create("timed-app", "timed");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        record("timed-app", now.minus(Duration.ofDays(3)), 900);
        record("timed-app", now, 100);

        usage(now, 7, "day")
                .body("totals.requests", equalTo(2))
                .body("totals.ttft_ms.p50", equalTo(100))
                .body("totals.ttft_ms.p95", equalTo(900));
        for (String group : List.of("day", "model")) {
            usage(now, 30, group)
                    .body("totals.requests", equalTo(2))
                    .body("totals", not(hasKey("ttft_ms")))
                    .body("totals", not(hasKey("duration_ms")))
                    .body("data.find { it.ttft_ms != null }", equalTo(null));
        }
        usage(now, 30, "hour").body("totals.ttft_ms.p95", equalTo(900));
    }

    private static ValidatableResponse usage(Instant now, int days, String group) {
        Instant until = now.plusSeconds(60);
        return admin().get("/admin/v1/usage?key=timed-app&group_by=" + group + "&from="
                        + until.minus(Duration.ofDays(days)) + "&to=" + until)
                .then()
                .statusCode(200);
    }

    private void record(String key, Instant at, long firstChunkMillis) {
        ledger.record(SettledRecord.of(
                "req_%024x".formatted(at.toEpochMilli()), key, "timed", at, firstChunkMillis, firstChunkMillis + 250));
    }
}
