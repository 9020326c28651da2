package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.KeyCreation;
import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for keys that the admin API refuses, and how it names what is wrong. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class KeyRefusalsTest {
    @Inject
    KeyCreation creation;

    @ParameterizedTest
    @CsvSource({
        "'?state=broken', state, 'disabled, enabled, expired'",
        "'?limit=0', limit, 1 to 100",
        "'?limit=101', limit, 1 to 100",
        "'?cursor=!', cursor, next_cursor",
        "'?tema=a', tema, one of"
    })
    void aWrongParameterIsNamed(String query, String param, String expected) {
        admin().get("/admin/v1/keys" + query)
                .then()
                .statusCode(400)
                .body("error.param", equalTo(param))
                .body("error.code", equalTo("invalid_value"))
                .body("error.message", containsString(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": \"x\", \"limit\": 1} | limit | unknown field",
                "{\"id\": \"x\", \"limits\": {\"requests_per_minute\": \"60\"}} | limits.requests_per_minute |"
                        + " expected",
                "{\"id\": \"x\", \"expires\": 5} | expires | expected",
                "{\"id\": \"x\", \"aliases\": [\"nobody\"]} | aliases[0] | expected",
                "{\"id\": \"x\", \"secret\": \"sk-mine\"} | secret | no secret",
                "{\"id\": 5} | id | text",
                "{} | id | text",
                "{\"id\": \"x\", \"budget\": {\"amount_usd\": \"much\", \"period\": \"day\"}} | budget.amount_usd | US"
                        + " dollars",
                "{\"id\": \"x\", \"budget\": {\"amount_usd\": \"1\", \"period\": \"day\", \"kind\": \"odd\"}} |"
                        + " budget.kind | hard or soft"
            })
    void aWrongFieldIsNamed(String body, String param, String expected) {
        admin().body(body)
                .post("/admin/v1/keys")
                .then()
                .statusCode(400)
                .body("error.param", equalTo(param))
                .body("error.message", containsString(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "''", "{\"id\": 1, \"id\": 2}", "{} {}", "nothing", "{\"id\": 1e99999999999}"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        admin().body(body).post("/admin/v1/keys").then().statusCode(400).body("error.code", equalTo("invalid_value"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        admin().body("{\"id\": \"" + "x".repeat(300_000) + "\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(413)
                .body("error.code", equalTo("request_too_large"));
        admin().contentType("text/plain")
                .body("id=x")
                .post("/admin/v1/keys")
                .then()
                .statusCode(415);
    }

    /** DynamoDB would refuse the item with words that nobody understands. */
    @Test
    void aKeyThatIsTooLargeIsRefusedByItsLargestField() {
        String tags = IntStream.range(0, 45)
                .mapToObj(tag -> "? \"" + "n".repeat(6_000) + tag + "\" : \"x\"")
                .collect(Collectors.joining(", "));

        AdminException refusal = catchThrowableOfType(
                AdminException.class,
                () -> creation.create("huge", "tags: {" + tags + "}", ChangeAuthor.ofCommandLine("ann")));

        assertThat(refusal.param()).isEqualTo("tags");
        assertThat(refusal).hasMessageContaining("at most 256 KiB");
    }
}
