package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.golden.RecordedUsage;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of providers that users of other gateways reported in public, seen from the caller's side. */
@QuarkusTest
final class ProviderFaultsTest extends GatewayTest {
    private static final String WHOLE = """
        {"id":"chatcmpl-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}\
        """;
    private static final String KEY = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";

    /** agentgateway/agentgateway#3040, envoyproxy/ai-gateway#1189 */
    @Test
    void readsAndBillsACompressedReply() {
        routes.provider("zipped", upstream.answers("zipped", gzip()));
        Response whole = client.chat(question("zipped/m"));
        assertThat(whole.json().at("/choices/0/message/content").asText()).isEqualTo("Hello");
        Response streamed = client.chat(streamedQuestion("zipped/m"));
        assertThat(streamed.body()).contains("\"content\":\"Hello\"").endsWith("data: [DONE]\n\n");
        assertThat(RecordedUsage.of(ledger.awaitSettled(streamed.requestId())))
                .isEqualTo(new RecordedUsage(3, 1, 0, 0, false, "complete", null));
        assertThat(upstream.received("zipped").getFirst().headers().getFirst("accept-encoding"))
                .isEqualTo("identity");
    }

    @Test
    void anUnknownEncodingIsAFailureOfTheProvider() {
        routes.provider("br", upstream.answers("br", Replies.status(200, "x", "content-encoding", "br")));
        routes.provider("full", upstream.answers("full", Replies.status(429, "x", "content-encoding", "br")));
        Response response = client.chat(question("br/m"));
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body()).contains("The provider encoded its reply as 'br', which nobody asked for.");
        assertThat(client.chat(question("full/m")).status()).isEqualTo(503);
    }

    @Test
    void aNumberThatNobodyCanReadIsAFailureOfTheProvider() {
        String lie = WHOLE.replace("}}", "},\"x\":1e99999999999}");
        routes.provider("lying", upstream.answers("lying", Replies.status(200, lie)));
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.alias("exponents", "lying/m", "good/m");
        assertThat(attempts(client.chat(question("exponents"))))
                .containsExactly("lying: upstream_failed", "good answered");
    }

    @Test
    void neitherIsOneInAnEvent() {
        String lie = Replies.HELLO.replace("}}\n", "},\"x\":1e99999999999}\n");
        assertThat(lie).contains("1e99999999999");
        routes.provider("lying", upstream.answers("lying", Replies.events(lie)));
        assertThat(client.chat(streamedQuestion("lying/m")).body()).contains("\"code\":\"upstream_failed\"");
    }

    /** BerriAI/litellm#10793, NousResearch/hermes-agent#109698 */
    @Test
    void aPromptThatIsTooLongGoesToTheTargetWithTheLargerWindow() {
        Reply tooLong = Replies.status(400, """
            {"error":{"message":"This model's maximum context length is 8000 tokens. However, you requested 33077 tokens.",\
            "type":"BadRequestError","param":null,"code":400}}\
            """);
        withContext("small", 8_000, tooLong);
        withContext("equal", 8_000, Replies.hello());
        withContext("large", 1_000_000, Replies.hello());
        routes.alias("windows", "small/m", "equal/m", "large/m");
        Response response = client.chat(question("windows"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(attempts(response)).containsExactly("small: context_length_exceeded", "large answered");
        assertThat(client.chat(question("small/m")).json().at("/error/code").asText())
                .isEqualTo("context_length_exceeded");
    }

    /** openclaw/openclaw#147644 (Groq's 413), QuantumNous/new-api#1451 (Google's 400) */
    @Test
    void aFaultOfTheGatewaysAccountIsNotTheCallers() {
        Reply rateLimit = Replies.status(
                413,
                "{\"error\":{\"message\":\"Request too large: tokens per minute\",\"code\":\"rate_limit_exceeded\"}}");
        Reply badKey = Replies.status(
                400, "[{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\"}}]");
        routes.provider("groq", upstream.answers("groq", rateLimit));
        routes.provider("key", upstream.answers("key", badKey));
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.alias("accounts", "groq/m", "key/m", "good/m");
        assertThat(attempts(client.chat(question("accounts"))))
                .containsExactly("groq: upstream_overloaded", "key: upstream_account", "good answered");
        assertThat(client.chat(question("groq/m")).status()).isEqualTo(503);
        assertThat(client.chat(question("key/m")).status()).isEqualTo(502);
    }

    /** BerriAI/litellm#1356 */
    @ParameterizedTest
    @ValueSource(strings = {KEY, "9f8e7d6c…b1a0", "9f8e****b1a0", "9F8E7D6C5B4A39281706F5E4D3C2B1A0"})
    void noCallerSeesTheProvidersKey(String quoted) {
        String error = "{\"error\":{\"message\":\"key " + quoted + " may not use this deployment\"}}";
        secret("refusing", Replies.status(400, error));
        secret("failing", Replies.status(500, error));
        secret("behind", Replies.status(200, error));
        secret("amid", Replies.events(Replies.chunk("{\"content\":\"Hel\"}", null) + "data: " + error + "\n\n"));
        for (String name : new String[] {"refusing", "failing", "behind", "amid"}) {
            assertThat(client.chat(streamedQuestion(name + "/m")).body())
                    .contains("key [removed] may not use this deployment")
                    .doesNotContain(quoted);
        }
    }

    @Test
    void readsAStreamThatNobodyAskedFor() {
        routes.provider("streaming", upstream.answers("streaming", Replies.events(Replies.HELLO)));
        assertThat(client.chat(question("streaming/m"))
                        .json()
                        .at("/choices/0/message/content")
                        .asText())
                .isEqualTo("Hello");
        routes.provider("mislabelled", upstream.answers("mislabelled", Replies.status(200, Replies.HELLO)));
        assertThat(client.chat(streamedQuestion("mislabelled/m")).body()).contains("\"content\":\"Hello\"");
    }

    /** Mesh-LLM/mesh-llm#214: the count never comes, and the provider leaves its body open. */
    @Test
    void theClientDoesNotWaitForACount() {
        CountDownLatch release = new CountDownLatch(1);
        String events =
                Replies.chunk("{\"content\":\"Hello\"}", null) + Replies.chunk("{}", "stop") + "data: [DONE]\n\n";
        routes.provider("open", upstream.answers("open", Replies.eventsAround(events, release, Replies.usage(3, 1))));
        Response response = client.chat(question("open/m").replaceFirst("}$", ",\"stream\":true}"));
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        // The record still waits for it.
        release.countDown();
        assertThat(RecordedUsage.of(ledger.awaitSettled(response.requestId())))
                .isEqualTo(new RecordedUsage(3, 1, 0, 0, false, "complete", null));
    }

    private void withContext(String name, int context, Reply reply) {
        ModelTraits traits = new ModelTraits(null, null, null, null, context, null, Set.of());
        routes.provider(new Provider(
                name, "openai", upstream.answers(name, reply), null, null, null, null, Map.of("m", traits)));
    }

    private void secret(String name, Reply reply) {
        routes.provider(new Provider(name, "openai", upstream.answers(name, reply), KEY, null));
    }

    private static Reply gzip() {
        return (exchange, received) -> {
            String body = received.body().contains("\"stream\":true") ? Replies.HELLO : WHOLE;
            exchange.getResponseHeaders()
                    .set("content-type", body.startsWith("data") ? "text/event-stream" : "application/json");
            exchange.getResponseHeaders().set("content-encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            write(exchange.getResponseBody(), body);
        };
    }

    private static void write(OutputStream to, String body) throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(to, true)) {
            for (String line : body.split("(?<=\n)", -1)) {
                gzip.write(line.getBytes(StandardCharsets.UTF_8));
                gzip.flush();
            }
        }
    }
}
