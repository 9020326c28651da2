package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryUsageRecords;
import dev.tollgate.openai.ServerToolUse;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
