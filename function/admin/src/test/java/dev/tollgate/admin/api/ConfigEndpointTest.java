package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.ConfigVersions;
import dev.tollgate.admin.LocalTables;
import dev.tollgate.store.DocumentChangedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The configuration as a file, from its first version on. */
@QuarkusTest
@QuarkusTestResource(value = LocalTables.class, restrictToAnnotatedClass = true)
class ConfigEndpointTest {
    private static final String FIRST = """
            aliases:
              fast: { targets: [{ model: openai/gpt-4o-mini }] }
              slow: { targets: [{ model: openai/gpt-4o }] }
            keys:
              of-the-file: { secret: sk-of-the-file, aliases: [fast] }
            """;

    private static final String SECOND = """
            aliases:
              fast: { targets: [{ model: openai/gpt-4o }] }
            """;

    @Inject
    ConfigVersions versions;

    @Test
    void aFileIsCheckedAppliedComparedAndRolledBack() {
        admin().get("/admin/v1/config").then().statusCode(404);
        yaml("aliases:\n  fast: { tragets: [] }\n")
                .post("/admin/v1/config/check")
                .then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("problems[0].line", equalTo(2))
                .body("problems[0].field", equalTo("aliases.fast.tragets"));
        yaml(FIRST)
                .post("/admin/v1/config/check")
                .then()
                .body("valid", equalTo(true))
                .body("diff.object", hasItem("alias#fast"))
                .body("diff[0].change", equalTo("added"))
                .body("diff.fields.flatten().findAll { it.field == 'fingerprint' }.after.unique()", contains("(hash)"));

        yaml(FIRST).put("/admin/v1/config").then().statusCode(428);
        apply(FIRST, 0).statusCode(200).header("etag", "\"1\"").body("yaml", containsString("fast"));
        admin().get("/admin/v1/config")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("by", equalTo("ann"))
                .body("yaml", containsString("secret: sha256:"));
        admin().get("/admin/v1/keys/of-the-file").then().body("managed_by", equalTo("file"));
        apply(SECOND, 0).statusCode(412).body("error.message", containsString("version 1, which ann wrote"));
        apply("aliases: [", 1).statusCode(400).body("error.message", containsString("tollgate.yaml"));

        admin().body("{\"id\": \"of-the-api\", \"aliases\": [\"slow\"]}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        apply(SECOND, 1).statusCode(409).body("error.message", containsString("key of-the-api"));
        apply("", 1).statusCode(409).body("error.message", containsString("no entries"));
        yaml(SECOND)
                .header("if-match", "1")
                .put("/admin/v1/config?force=true")
                .then()
                .statusCode(200)
                .body("version", equalTo(2));

        // Both have passed the check of If-Match before one of them writes.
        ConfigVersions.CheckedConfig late = versions.check(FIRST);
        assertThatExceptionOfType(DocumentChangedException.class)
                .isThrownBy(() -> versions.apply(late, true, ChangeAuthor.ofCommandLine("eve"), 1));
        admin().get("/admin/v1/aliases/slow").then().statusCode(404);

        admin().get("/admin/v1/config/versions").then().body("data.version", equalTo(List.of(2, 1)));
        admin().get("/admin/v1/config/versions/1/diff?to=2")
                .then()
                .statusCode(200)
                .body("diff.find { it.object == 'alias#slow' }.change", equalTo("removed"))
                .body("diff.find { it.object == 'alias#fast' }.fields[0].after", equalTo("openai/gpt-4o"));
        admin().get("/admin/v1/config/versions/1/diff")
                .then()
                .body("diff.find { it.object == 'alias#slow' }.change", equalTo("removed"));
        admin().post("/admin/v1/config/versions/1/rollback")
                .then()
                .statusCode(200)
                .body("version", equalTo(3))
                .body("restores", equalTo(1));
        admin().get("/admin/v1/aliases/slow").then().statusCode(200);
        admin().get("/admin/v1/config/versions/9").then().statusCode(404);
        admin().get("/admin/v1/config/versions/x").then().statusCode(400);
    }

    private static RequestSpecification yaml(String text) {
        return admin().contentType("text/yaml").body(text);
    }

    private static ValidatableResponse apply(String text, int seen) {
        return yaml(text)
                .header("if-match", "\"" + seen + "\"")
                .put("/admin/v1/config")
                .then();
    }
}
