package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from a CSV: each line has a result of its own. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class KeyImportTest {
    /** With which spreadsheets begin a file. */
    private static final String MARK = "\uFEFF";

    @Test
    void keysAreImportedFromCsvLineByLine() {
        KeysEndpointTest.create("taken", "search");

        String result = admin().contentType("text/csv; charset=utf-8")
                .body(MARK + """
                    id,team,requests_per_minute,tags
                    from-csv,search,60,stage=prod centre=4100
                    taken,search,,
                    ,search,,
                    untagged,,,prod
                    """)
                .post("/admin/v1/keys/import")
                .then()
                .statusCode(200)
                .header("content-type", startsWith("text/csv"))
                .extract()
                .asString();

        assertThat(result.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("line,id,secret,error"),
                        line -> assertThat(line).matches("2,from-csv,sk-tollgate-[^,]*,"),
                        line -> assertThat(line).startsWith("3,taken,,The key taken already exists"),
                        line -> assertThat(line).startsWith("4,,,"),
                        line -> assertThat(line).contains("5,untagged,,").contains("'tags': expected name=value"));
        admin().get("/admin/v1/keys/from-csv")
                .then()
                .body("tags.stage", equalTo("prod"))
                .body("tags.centre", equalTo("4100"));
    }

    /** Also where no line follows: somebody else would take the empty answer for a success. */
    @ParameterizedTest
    @ValueSource(strings = {"name\nx\n", "name\n", "id,nmae\n", ""})
    void aHeaderThatNamesNoColumnIsRefused(String csv) {
        admin().contentType("text/csv")
                .body(csv)
                .post("/admin/v1/keys/import")
                .then()
                .statusCode(400);
    }

    @Test
    void aFileWithoutKeysIsNoFault() {
        admin().contentType("text/csv")
                .body("id, team\n")
                .post("/admin/v1/keys/import")
                .then()
                .statusCode(200);
    }
}
