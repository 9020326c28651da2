package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static dev.tollgate.admin.api.AdminClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.admin.LocalTables;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.store.RegisteredKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of a key whose old secret still works after a rotation. */
@QuarkusTest
@QuarkusTestResource(LocalTables.class)
class SeveralSecretsTest {
    @Inject
    KeyDirectory keys;

    @BeforeEach
    void createTeam() {
        admin().body("{\"id\": \"red\"}").post("/admin/v1/teams").then().statusCode(anyOf(equalTo(201), equalTo(409)));
    }

    @Test
    void aDeveloperLetsAKeyEndLaterThanItsOldSecret() {
        rotated("narrowed", inDays(30), inDays(1));

        change("narrowed", "{\"expires\": \"" + inDays(10) + "\", \"limits\": {\"concurrent\": 5}}", 200);

        assertThat(of("narrowed")).extracting(ApiKey::expires).containsExactly(inDays(10), inDays(1));
        assertThat(of("narrowed")).extracting(key -> key.limits().concurrent()).containsExactly(5L, 5L);
    }

    @Test
    void theNewestSecretStaysTheCurrentOneIfBothEndAtOnce() {
        String secret = rotated("even", inDays(10), inDays(20));
        assertThat(of("even")).extracting(ApiKey::expires).containsExactly(inDays(10), inDays(10));

        change("even", "{\"limits\": {\"concurrent\": 5}}", 200);
        assertThat(of("even").getFirst().keyHash()).isEqualTo(KeyHash.of(secret));

        admin().post("/admin/v1/keys/even/disable").then().statusCode(200);
        assertThat(of("even").getFirst().keyHash()).isEqualTo(KeyHash.of(secret));
    }

    /** Makes a key of the developer with an old secret, and returns the current one. */
    private static String rotated(String id, Instant end, Instant oldUntil) {
        admin().body("{\"id\": \"%s\", \"team\": \"red\", \"owner\": \"dev\", \"expires\": \"%s\"}".formatted(id, end))
                .post("/admin/v1/keys")
                .then()
                .statusCode(201);
        return admin().body("{\"old_until\": \"" + oldUntil + "\"}")
                .post("/admin/v1/keys/" + id + "/rotate")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }

    private void change(String id, String body, int status) {
        as("developer", "dev", "red")
                .header("if-match", String.valueOf(keys.of(id).getFirst().version()))
                .body(body)
                .patch("/admin/v1/keys/" + id)
                .then()
                .statusCode(status);
    }

    private List<ApiKey> of(String id) {
        return keys.of(id).stream().map(RegisteredKey::key).toList();
    }

    private static Instant inDays(int days) {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(days, ChronoUnit.DAYS);
    }
}
