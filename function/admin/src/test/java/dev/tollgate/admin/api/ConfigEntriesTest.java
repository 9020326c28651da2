package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tollgate.admin.LocalTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aliases, providers and content policies in the admin API. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class ConfigEntriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PROVIDER = """
            {"kind": "openai", "base_url": "https://models.example.com/v1", "api_key": "env:MODELS_KEY",
             "regions": ["eu"], "no_training": true,
             "models": {"big": {"context": 100000, "tools": true}},
             "prices": {"big": {"input": 1.5, "output": 6, "cases": [{"above": 1000, "input": 3}]}}}""";

    private static final String POLICY = """
            {"prompts": {"email": "mask", "ticket": "deny"}, "answers": {"email": "redact"},
             "detectors": {"ticket": {"pattern": "T-[0-9]+"}},
             "scan": [{"moderation": "openai/omni-moderation-latest", "action": "flag", "timeout_ms": 900,
                       "on_failure": "allow", "categories": {"hate": 0.5}}]}""";

    private static final String ALIAS = """
            {"targets": [{"model": "round/big", "weight": 2}, {"model": "openai/gpt-4o"}], "strategy": "weighted",
             "sticky": true, "fallback": ["openai/gpt-4o-mini"],
             "schedule": [{"days": "mon,tue", "from": "22:00", "to": "06:00", "zone": "UTC",
                           "targets": [{"model": "openai/gpt-4o-mini"}]}],
             "failover": {"tries": 3, "within_ms": 9000, "on_content_filter": "next"},
             "require": {"max_price": {"input": 10, "output": 40}},
             "policies": ["round"], "log_prompts": true,
             "cache": {"ttl": "60s", "scope": "team", "max_bytes": 1000, "charge_share": 0.5}}""";

    private static final String TIERED = """
            {"tiers": {"simple": {"from": 0, "model": "openai/gpt-4o-mini"}, "complex": {"from": 0.4, "model": "whole"}},
             "strategy": "ordered", "judge": {"model": "openai/gpt-4o-mini", "timeout_ms": 500, "between": [0.1, 0.6]}}""";

    @Test
    void whatIsWrittenIsReadAgainAsATollgateYamlHasIt() throws IOException {
        roundTrip("providers/round", PROVIDER);
        roundTrip("policies/round", POLICY);
        roundTrip("aliases/whole", ALIAS);
        roundTrip("aliases/tiered", TIERED);

        admin().get("/admin/v1/aliases/whole")
                .then()
                .body("targets[0].model", equalTo("round/big"))
                .body("targets[0].provider", equalTo("round"))
                .body("targets[0].health", equalTo("unknown"))
                .body("targets[0].usable", equalTo(true));
        admin().get("/admin/v1/providers/round").then().body("api_key", equalTo("env:MODELS_KEY"));
        admin().delete("/admin/v1/aliases/whole").then().statusCode(428);
        conflict("aliases/whole", "alias tiered");
        conflict("providers/round", "alias whole");
        conflict("policies/round", "alias whole");
    }

    private static void roundTrip(String path, String definition) throws IOException {
        put(path, definition).then().statusCode(201).header("etag", "\"1\"");
        String read = admin().get("/admin/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var written = JSON.readTree(read).get("definition");
        assertThat(sorted(written.toString())).isEqualTo(sorted(definition));
        admin().header("if-match", "\"1\"")
                .body("{\"definition\": " + written + "}")
                .put("/admin/v1/" + path)
                .then()
                .statusCode(200)
                .header("etag", "\"2\"");
    }

    /** Numbers and fields in one form, so that texts can be compared. */
    private static String sorted(String json) throws IOException {
        return JSON.writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(JSON.readValue(json, Object.class))
                .replaceAll("(\\d)\\.0\\b", "$1");
    }

    private static Response put(String path, String definition) {
        return admin().body("{\"definition\": " + definition + "}").put("/admin/v1/" + path);
    }

    private static void conflict(String path, String user) {
        admin().header("if-match", "2")
                .delete("/admin/v1/" + path + "?force=true")
                .then()
                .statusCode(409)
                .body("error.message", containsString(user));
    }

    @Test
    void aSecretInPlainTextIsNeverShown() {
        put(
                        "providers/plain",
                        "{\"kind\": \"openai\", \"base_url\": \"https://a.example.com\", \"api_key\": \"sk-provider-secret\"}")
                .then()
                .statusCode(201)
                .body("api_key", equalTo("set"))
                .body(not(containsString("sk-provider-secret")));
        admin().get("/admin/v1/providers")
                .then()
                .body("data.name", hasItem("plain"))
                .body(not(containsString("sk-provider-secret")));
    }

    @Test
    void anAliasThatKeysNameIsRemovedByForceOnly() {
        put("aliases/named", "{\"targets\": [{\"model\": \"openai/gpt-4o\"}]}")
                .then()
                .statusCode(201);
        admin().body("{\"id\": \"naming\", \"aliases\": [\"named\"]}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);

        admin().get("/admin/v1/aliases/named").then().body("used_by_keys", equalTo(1));
        admin().header("if-match", "1")
                .delete("/admin/v1/aliases/named")
                .then()
                .statusCode(409)
                .body("error.message", containsString("key naming"));
        admin().header("if-match", "1")
                .delete("/admin/v1/aliases/named?force=true")
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aliases/x | {\"tragets\": []} | tragets",
                "aliases/x | {\"targets\": [{\"model\": \"nobody/x\"}]} | targets[0].model",
                "aliases/x | {\"targets\": [], \"tiers\": {\"simple\": \"openai/gpt-4o\"}} | targets",
                "policies/x | {\"prompts\": {\"email\": \"hide\"}} | prompts.email",
                "providers/x | {\"kind\": \"odd\"} | kind",
                "providers/x | 5 | definition"
            })
    void aWrongDefinitionIsRefused(String path, String definition, String param) {
        put(path, definition).then().statusCode(400).body("error.param", equalTo(param));
    }

    @Test
    void onlyAdminsChangeThem() {
        as("viewer", "vic", "none").get("/admin/v1/policies").then().statusCode(200);
        as("viewer", "vic", "none")
                .body("{}")
                .put("/admin/v1/aliases/x")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("forbidden"));
    }
}
