package dev.tollgate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.gemini.ServiceAccountKey;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.ReceivedRequest;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service account of Vertex AI, from its key to the provider's request. */
@QuarkusTest
final class ServiceAccountCallTest extends GatewayTest {
    private static final Reply ANSWER = Replies.status(200, """
            {"candidates":[{"content":{"parts":[{"text":"Hello"}]},"finishReason":"STOP"}],
             "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":1},"responseId":"r","modelVersion":"m"}""");

    private volatile Reply issued =
            Replies.status(200, "{\"access_token\":\"ya29.fresh\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
    private FakeUpstream google;
    private ServiceAccountKey key;

    @BeforeEach
    void startGoogle() {
        google = new FakeUpstream((exchange, received) ->
                (received.path().startsWith("/token/") ? issued : ANSWER).answer(exchange, received));
        key = ServiceAccountKey.at(google.uri("token/new"));
    }

    @AfterEach
    void stopGoogle() {
        google.close();
    }

    @Test
    void itsKeyIsExchangedOnceAndNeverSent() {
        routes.provider(new Provider("vertex-once", "gemini", google.uri("vertex"), key.json(), null));

        assertThat(client.chat(question("vertex-once/m")).status()).isEqualTo(200);
        assertThat(client.chat(question("vertex-once/m")).status()).isEqualTo(200);
        assertThat(google.received("vertex"))
                .extracting(ServiceAccountCallTest::authorization)
                .containsExactly("Bearer ya29.fresh", "Bearer ya29.fresh");
        assertThat(google.received("token")).hasSize(1);
    }

    @Test
    void withoutATokenTheNextTargetIsCalledAndNothingOfTheKeyIsShown() {
        issued = Replies.status(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}");
        routes.provider(new Provider("vertex-refused", "gemini", google.uri("vertex"), key.json(), null));
        routes.provider("spare", upstream.answers("spare", Replies.hello()));
        routes.alias("vertex-or-spare", "vertex-refused/m", "spare/m");

        Response refused = client.chat(question("vertex-refused/m"));
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.json().at("/error/message").asText())
                .isEqualTo("vertex-refused's service account got no access token: status 400, invalid_grant.");
        assertThat(client.chat(question("vertex-or-spare")).status()).isEqualTo(200);
        assertThat(google.received("vertex")).isEmpty();
    }

    private static String authorization(ReceivedRequest received) {
        return received.headers().getFirst("authorization");
    }
}
