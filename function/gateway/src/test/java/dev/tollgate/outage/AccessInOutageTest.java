package dev.tollgate.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in while the store is away, and what else than answers the gateway gives. */
@QuarkusTest
@TestProfile(OutageTest.WithStore.class)
final class AccessInOutageTest extends OutageTest {
    private static final Terms FREE = new Terms(false, false, false);

    @Test
    void knownKeysAndModelsAreServedForHalfAnHourWithoutTheConfigTable() {
        GatewayClient client = known(FREE);
        begin(RequestFault.DROPPED, call -> call.of("tollgate-config"));

        for (int minutes = 0; minutes < 28; minutes += 7) {
            assertHello(client.chat(question()));
            clock.pass(Duration.ofMinutes(7));
        }
        assertHello(client.chat(question()));
        clock.pass(Duration.ofMinutes(3));
        assertUnavailable(client.chat(question()));

        end();
        assertHello(client.chat(question()));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "DROPPED", "SILENT"})
    void anUnknownKeyIsNotRefusedAsAWrongOne(RequestFault outage) {
        GatewayClient stranger = new GatewayClient(base, "tg-stranger-" + keyId);
        GatewayClient guest = new GatewayClient(base, "tg-guest-" + keyId);
        GatewayClient late = unknown(FREE);
        assertThat(stranger.chat(question()).status()).isEqualTo(401);
        begin(outage);

        assertUnavailable(late.chat(question()));
        assertUnavailable(guest.chat(question()));
        assertThat(stranger.chat(question()).status()).isEqualTo(401);

        end();
        assertHello(late.chat(question()));
        assertThat(guest.chat(question()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "DROPPED", "SILENT"})
    void readinessAndUsageFollowTheStore(RequestFault outage) {
        GatewayClient client = known(FREE);
        begin(outage);

        assertUnavailable(
                client.get("/health/ready"),
                "These tables cannot be used: \\S+-config \\(\\w+\\), \\S+-counters .*, \\S+-usage .*, \\S+-cache \\(\\w+\\)\\.");
        assertUnavailable(client.get("/v1/usage"));
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(client.get("/v1/models").status()).isEqualTo(200);

        end();
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
        assertThat(client.get("/v1/usage").json().at("/data/0/requests").asInt())
                .isOne();
    }

    @Test
    void aRequestWithAnIdempotencyKeyIsNotRunWhereItCannotBeClaimed() {
        GatewayClient client = known(FREE);
        int before = providerRequests();
        begin(RequestFault.DROPPED);
        assertUnavailable(repeatable(client));
        assertThat(providerRequests()).isEqualTo(before);

        end();
        Response first = repeatable(client);
        Response again = repeatable(client);
        assertHello(first);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("x-tollgate-repeated")).isEqualTo(first.requestId());
        assertThat(providerRequests()).isEqualTo(before + 1);
    }

    @Test
    void whereTheKeyAllowsItIsServedAndNotKept() {
        GatewayClient client = known(new Terms(false, false, true));
        int before = providerRequests();
        begin(RequestFault.DROPPED);
        assertHello(repeatable(client));
        end();

        assertHello(repeatable(client));
        assertThat(providerRequests()).isEqualTo(before + 2);
    }

    @Test
    void anAnswerThatCannotBeKeptIsSentAndItsKeyFreeAfterItsDeadline() {
        GatewayClient client = known(FREE);
        failBehindTheRecord(RequestFault.DROPPED);
        Response first = repeatable(client);
        assertHello(first);
        awaitLine(first);
        end();
        answerAgain();

        assertThat(repeatable(client).json().at("/error/code").asText()).isEqualTo("request_in_progress");
        clock.pass(Duration.ofMinutes(11));
        assertHello(repeatable(client));
    }

    /** No sweep runs here: it is the first call after the deadline that takes the slot back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSlotThatCouldNotBeGivenBackIsFreeAfterItsDeadline(boolean streamed) {
        GatewayClient client = known(new Terms(true, false, false));
        for (int slot = 0; slot < CONCURRENT; slot++) {
            failBehindTheRecord(RequestFault.DROPPED);
            Response response = client.chat(streamed ? streamedQuestion() : question());
            assertHello(response);
            awaitLine(response);
            end();
        }
        answerAgain();

        Response refused = client.chat(question());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        clock.pass(Duration.ofMinutes(10));
        assertHello(client.chat(question()));
    }

    private static Response repeatable(GatewayClient client) {
        return GatewayClient.send(client.request("/v1/chat/completions")
                .header("content-type", "application/json")
                .header("idempotency-key", "order-1")
                .POST(BodyPublishers.ofString(question())));
    }
}
