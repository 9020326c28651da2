package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BilledRequest.State;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryUsageRecords;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage over HTTP: who has access, which format the gateway returns, and what it refuses. */
@QuarkusTest
final class UsageEndpointTest extends GatewayTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final String DAYS = "/v1/usage?from=2026-11-24&to=2026-11-25";

    @Inject
    InMemoryUsageRecords books;

    @ParameterizedTest
    @ValueSource(strings = {"?from=yesterday", "?group-by=day", "?to=9999-12-31", ""})
    void withoutAKeyNothingElseIsLookedAt(String query) {
        assertThat(new GatewayClient(base, null).get("/v1/usage" + query).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "?to=9999-12-31, to, invalid_value",
        "?to=%2B999999999-12-31, to, invalid_value",
        "?from=, from, invalid_value",
        "?group-by=day, group-by, unsupported_parameter",
        "?format=json&format=csv, format, invalid_value"
    })
    void whatCannotBeAnsweredIsRefusedByName(String query, String param, String code) {
        Response response = client.get("/v1/usage" + query);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo(param);
        assertThat(response.json().at("/error/code").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv",
                "TEXT/CSV | text/csv",
                "text/csv;q=0.5, application/json;q=0.1 | text/csv",
                "text/csv, */*;q=0.1 | text/csv",
                "text/csv;charset=utf-8 | text/csv",
                "text/csv, */* | text/csv",
                "application/json;q=0, */* | text/csv",
                "text/*, application/json;q=0.9 | text/csv",
                "text/csv;q=0 | application/json",
                "text/csv;q=0.000 | application/json",
                "application/json, text/csv | application/json",
                "text/html, image/gif, *; q=.2, */*; q=.2 | application/json",
                "text/csv;q=0, */* | application/json",
                "application/json, text/csv;q=0.9 | application/json",
                "*/* | application/json",
                "image/png | application/json",
                "nonsense | application/json"
            })
    void theFormIsTheOneThatIsAcceptedMost(String accept, String type) {
        Response response = asking(accept, DAYS);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-type")).startsWith(type);
    }

    @Test
    void withoutAWordItIsJsonAndTheParameterGoesBeforeTheHeader() {
        assertThat(client.get(DAYS).header("content-type")).startsWith("application/json");
        assertThat(asking("text/csv", DAYS + "&format=json").header("content-type"))
                .startsWith("application/json");
        assertThat(asking("application/json", DAYS + "&format=csv").header("content-type"))
                .startsWith("text/csv");
    }

    /** Reading costs the operator money, so that a key may not read as often as it likes. */
    @Test
    void queriesCountAsRequests() {
        keys.put(ApiKey.builder("frequent", KeyHash.of("tg-frequent"))
                .limits(new RateLimits(3L, null, 1L))
                .build());
        routes.provider("good", upstream.answers("good", Replies.hello()));
        GatewayClient limited = new GatewayClient(base, "tg-frequent");

        assertThat(limited.get("/v1/usage?group-by=day").status())
                .as("refused before")
                .isEqualTo(400);
        assertThat(limited.get(DAYS).status()).isEqualTo(200);
        assertThat(limited.get("/v1/usage/req_0199d1a2c800a1b2c3d4e5f6").status())
                .isEqualTo(404);
        assertThat(limited.chat(question("good/m")).status()).isEqualTo(200);
        Response refused = limited.get(DAYS);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isNotNull();
        assertThat(limited.get("/v1/usage/req_0199d1a2c800a1b2c3d4e5f6").status())
                .isEqualTo(429);
    }

    @Test
    void sumsThatAreTooLargeAreToldToTheCallerAndTheKeyToTheLog() {
        GatewayClient rich = new GatewayClient(base, keys.open("rich"));
        add(Long.MAX_VALUE);
        add(1);
        List<LogRecord> logged = new ArrayList<>();
        Response response = logging(logged, () -> rich.get(DAYS));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.json().at("/error/message").asText())
                .isEqualTo("The usage of these days is too large to be added up. Please ask for fewer days.");
        assertThat(logged).singleElement().satisfies(record -> assertThat(record.getThrown())
                .hasMessage("the usage of the key rich from 2026-11-24 to 2026-11-25 cannot be added up"));
    }

    @Test
    void oneRequestIsShownToItsOwnKeyWithItsAttempts() {
        String id = "req_0199d1a2c800a1b2c3d4e5f6";
        Instant at = Instant.ofEpochMilli(0x0199d1a2c800L);
        Usage usage = Usage.of(30, 12);
        books.add(
                "tester",
                new RecordedRequest(
                        id,
                        State.SETTLED,
                        at,
                        at.plusSeconds(2),
                        "smart",
                        false,
                        new Settlement(
                                CallOutcome.COMPLETE,
                                "b",
                                "n",
                                usage,
                                false,
                                new Cost.Priced(7, 9, "list"),
                                List.of(
                                        new Attempt(
                                                "a",
                                                "m",
                                                AttemptPurpose.RESPOND,
                                                "upstream_timeout",
                                                60,
                                                Usage.NONE,
                                                false,
                                                Cost.Priced.NOTHING),
                                        new Attempt(
                                                "b",
                                                "n",
                                                AttemptPurpose.RESPOND,
                                                null,
                                                40,
                                                usage,
                                                false,
                                                new Cost.Priced(7, 9, "list"))),
                                90L,
                                100)));

        JsonNode json = client.get("/v1/usage/" + id).json();

        assertThat(json.at("/attempts/0/error").asText()).isEqualTo("upstream_timeout");
        assertThat(json.at("/attempts/1/error").isNull()).isTrue();
        assertThat(json.at("/attempts/1/charge_micros").asLong()).isEqualTo(9);
        assertThat(json.at("/charge_micros").asLong()).isEqualTo(9);
        assertThat(json.at("/alias").asText()).isEqualTo("smart");
        assertThat(json.at("/total_tokens").asLong()).isEqualTo(42);
        assertThat(json.toString()).doesNotContain("cost_micros");
        assertThat(new GatewayClient(base, keys.open("other"))
                        .get("/v1/usage/" + id)
                        .status())
                .isEqualTo(404);
        assertThat(new GatewayClient(base, null).get("/v1/usage/" + id).status())
                .isEqualTo(401);
    }

    @Test
    void aRequestThatIsUnderWayHasNoUsageYet() {
        String id = "req_0199d1a2c801a1b2c3d4e5f6";
        Instant at = Instant.ofEpochMilli(0x0199d1a2c801L);
        books.add("tester", new RecordedRequest(id, State.PENDING, at, null, "smart", true, null));

        JsonNode json = client.get("/v1/usage/" + id).json();

        assertThat(json.at("/status").asText()).isEqualTo("pending");
        assertThat(json.has("total_tokens")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"req_0199d1a2c800a1b2c3d4e5f7", "req_1", "today"})
    void whatIsNoRequestOfTheKeyIsNotFound(String id) {
        Response response = client.get("/v1/usage/" + id);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.json().at("/error/code").asText()).isEqualTo("request_not_found");
    }

    private Response asking(String accept, String path) {
        return GatewayClient.send(client.request(path).header("accept", accept).GET());
    }

    private void add(long costMicros) {
        UsageSum sum = new UsageSum(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ServerToolUse.NONE, costMicros, costMicros);
        UsageLine.Dimensions kind = new UsageLine.Dimensions(DAY, "rich", "fast", "p", "m", Map.of());
        books.add(DAY.atStartOfDay(ZoneOffset.UTC).toInstant(), new UsageLine(kind, sum));
    }

    private static Response logging(List<LogRecord> into, Supplier<Response> call) {
        Logger log = Logger.getLogger(GatewayExceptionMapper.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                into.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            return call.get();
        } finally {
            log.removeHandler(handler);
        }
    }
}
