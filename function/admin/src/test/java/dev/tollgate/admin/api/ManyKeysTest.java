package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.admin.LocalTables;
import dev.tollgate.auth.KeyHash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A company with 50 teams of 200 keys each, in one file. */
@QuarkusTest
@QuarkusTestResource(value = LocalTables.class, restrictToAnnotatedClass = true)
class ManyKeysTest {
    private static final int KEYS = 10_000;

    @Test
    void tenThousandKeysAreAppliedKeptAndListedPageByPage() {
        String file =
                IntStream.range(0, KEYS).mapToObj(ManyKeysTest::key).collect(Collectors.joining("", "keys:\n", ""));

        apply(file, 0);
        assertThat(admin().get("/admin/v1/config").jsonPath().getString("yaml")).isEqualTo(file);
        assertThat(twoPages()).hasSize(200);
        assertThat(admin().get("/admin/v1/keys?team=team-07").jsonPath().getList("data"))
                .hasSize(100);
        admin().get("/admin/v1/keys/key-09999").then().body("managed_by", equalTo("file"));

        // The same keys with one change: only that one is written.
        apply(file.replace("team-49", "team-50"), 1);
        admin().get("/admin/v1/keys/key-00049")
                .then()
                .body("team", equalTo("team-50"))
                .body("version", equalTo(2));
        admin().get("/admin/v1/keys/key-00048").then().body("version", equalTo(1));
    }

    private static String key(int number) {
        String id = "key-%05d".formatted(number);
        return "  %s: { secret: \"sha256:%s\", tags: { team: team-%02d } }%n"
                .formatted(id, KeyHash.of(id).hex(), number % 50);
    }

    private static void apply(String file, int seen) {
        admin().contentType("text/yaml")
                .header("if-match", seen)
                .body(file)
                .put("/admin/v1/config")
                .then()
                .statusCode(200)
                .body("version", equalTo(seen + 1));
    }

    private static Set<String> twoPages() {
        JsonPath first = admin().get("/admin/v1/keys?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String cursor = first.getString("next_cursor");
        JsonPath second = admin().get("/admin/v1/keys?limit=100&cursor=" + cursor)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Set<String> ids = new HashSet<>(first.getList("data.id"));
        ids.addAll(second.getList("data.id"));
        return ids;
    }
}
