package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.jwt.IssuerKeySet.Document;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.TestClients;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.Replies;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RemoteIssuerTest {
    private static final String KEYS = "{\"keys\":[]}";
    private static final Duration BETWEEN_READS = Duration.ofSeconds(30);

    private final FakeUpstream server = new FakeUpstream();
    private final SteppingClock clock = new SteppingClock();
    private final URI issuer = server.uri("id");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theDiscoveryDocumentSaysWhereTheKeysAre() {
        discovery(issuer.toString(), issuer + "/keys");
        server.answersAt("id", "keys", Replies.status(200, KEYS));
        assertThat(keySet(Optional.empty()).current().json()).isEqualTo(KEYS);
    }

    /** Otherwise an issuer could speak for another one. */
    @Test
    void theDocumentOfAnotherIssuerIsRefused() {
        discovery("https://other.example.com", issuer + "/keys");
        server.answersAt("id", "keys", Replies.status(200, KEYS));
        assertUnavailable(keySet(Optional.empty()), "another issuer");
    }

    @Test
    void aSettingMayNameTheKeys() {
        server.answersAt("id", "own", Replies.status(200, KEYS));
        assertThat(keySet(Optional.of(issuer + "/own")).current().json()).isEqualTo(KEYS);
    }

    @Test
    void whatIsNoKeySetIsAFailure() {
        Optional<String> settings = Optional.of(issuer + "/own");
        server.answersAt("id", "own", Replies.status(404, "{}"));
        assertUnavailable(keySet(settings), "status 404");
        server.answersAt("id", "own", Replies.status(200, "<html>"));
        assertUnavailable(keySet(settings), "not JSON");
        server.answersAt("id", "own", Replies.status(200, "{}"));
        assertUnavailable(keySet(settings), "no key set");
        server.answersAt("id", "own", Replies.status(200, " ".repeat(600 * 1024)));
        assertUnavailable(keySet(settings), "too large");
    }

    /** Anybody can make tokens with unknown keys: they must not become requests to the issuer. */
    @Test
    void unknownKeysAreLookedUpRarely() {
        server.answersAt("id", "own", Replies.status(200, KEYS));
        RemoteIssuer keySet = keySet(Optional.of(issuer + "/own"));
        Document first = keySet.current();
        for (int i = 0; i < 100; i++) {
            assertThat(keySet.youngerThan(BETWEEN_READS)).isSameAs(first);
        }
        assertThat(server.received("id")).hasSize(1);

        clock.pass(BETWEEN_READS);
        assertThat(keySet.youngerThan(BETWEEN_READS)).isNotSameAs(first);
        assertThat(server.received("id")).hasSize(2);
    }

    @Test
    void whileTheIssuerFailsItsLastKeysCount() {
        server.answersAt("id", "own", Replies.status(200, KEYS));
        RemoteIssuer keySet = keySet(Optional.of(issuer + "/own"));
        Document first = keySet.current();

        server.answersAt("id", "own", Replies.status(500, "{}"));
        clock.pass(Duration.ofHours(9));
        assertThat(keySet.youngerThan(BETWEEN_READS)).isSameAs(first);
        assertThat(keySet.current()).isSameAs(first);
    }

    private void discovery(String named, String keys) {
        server.answersAt(
                "id",
                ".well-known/openid-configuration",
                Replies.status(200, "{\"issuer\":\"" + named + "\",\"jwks_uri\":\"" + keys + "\"}"));
    }

    private RemoteIssuer keySet(Optional<String> jwksUrl) {
        return new RemoteIssuer(
                new RemoteIssuer.Place(issuer.toString(), jwksUrl, Duration.ofMinutes(10), Duration.ofSeconds(5)),
                TestClients.client(clock),
                clock);
    }

    private static void assertUnavailable(RemoteIssuer keySet, String reason) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(keySet::current)
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.ISSUER_UNAVAILABLE);
                    assertThat(failure.getCause()).hasMessageContaining(reason);
                });
    }
}
