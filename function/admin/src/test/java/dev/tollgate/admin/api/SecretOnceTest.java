package dev.tollgate.admin.api;

import static dev.tollgate.admin.api.AdminClient.admin;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tollgate.admin.WriteOnlyTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A secret is in one answer only, so that a store which fails after the write must not lose it. */
@QuarkusTest
@QuarkusTestResource(value = WriteOnlyTables.class, restrictToAnnotatedClass = true)
class SecretOnceTest {
    @AfterEach
    void heal() {
        WriteOnlyTables.failReadsAfterWrites(false);
    }

    @Test
    void aNewKeyIsAnsweredThoughTheStoreCannotBeReadAnyMore() {
        WriteOnlyTables.failReadsAfterWrites(true);

        admin().body("{\"id\": \"made\", \"team\": \"search\"}")
                .post("/admin/v1/keys")
                .then()
                .statusCode(201)
                .header("etag", "\"1\"")
                .body("secret", startsWith("sk-tollgate-"))
                .body("key.team", equalTo("search"))
                .body("key.created_by", equalTo("ann"));
    }

    @Test
    void aRotationIsAnsweredThoughTheStoreCannotBeReadAnyMore() {
        KeysEndpointTest.create("turned", "search");
        WriteOnlyTables.failReadsAfterWrites(true);
        String until = Instant.now()
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        admin().body("{\"old_until\": \"" + until + "\"}")
                .post("/admin/v1/keys/turned/rotate")
                .then()
                .statusCode(200)
                .body("secret", startsWith("sk-tollgate-"))
                .body("key.old_until", equalTo(until))
                .body("key.created_at", notNullValue());
    }

    @Test
    void aChangeIsAnsweredWithWhatItWrote() {
        KeysEndpointTest.create("stopped", "search");
        WriteOnlyTables.failReadsAfterWrites(true);

        admin().header("if-match", "1")
                .post("/admin/v1/keys/stopped/disable")
                .then()
                .statusCode(200)
                .header("etag", "\"2\"")
                .body("state", equalTo("disabled"));
    }
}
