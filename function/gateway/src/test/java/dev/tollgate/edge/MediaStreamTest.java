package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.bill.UsageType;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.client.SampleForm;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sound, events and forms pass through, are metered on the way, and are held back where a policy must read them. */
@QuarkusTest
final class MediaStreamTest extends GatewayTest {
    private static final String SPEECH = "{\"model\":\"media/m\",\"input\":\"Hello you\",\"voice\":\"v\"}";
    private static final byte[] SOUND = {(byte) 0xFF, (byte) 0xF3, 0, 10, 13, (byte) 0x80};
    private static final String DELTA = "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Write to \"}\n\n";
    private static final String DONE = "data: {\"type\":\"transcript.text.done\",\"text\":\"Write to ada@example.com\","
            + "\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,\"output_tokens\":9,\"total_tokens\":23,"
            + "\"input_token_details\":{\"audio_tokens\":14,\"text_tokens\":0}}}\n\n";
    private static final String TRANSCRIPT = "{\"text\":\"Write to ada@example.com\",\"words\":[{\"word\":\"ada\"}],"
            + "\"usage\":{\"type\":\"duration\",\"seconds\":9}}";

    @Inject
    InMemoryCustomPrices prices;

    @Inject
    InMemoryContentPolicies policies;

    @BeforeEach
    void aProvider() {
        routes.provider("media", at("audio/speech", sound(SOUND)));
        at("audio/transcriptions", Replies.status(200, TRANSCRIPT));
        policies.put(new ContentPolicy(
                "mail", Map.of("email", PolicyAction.MASK), Map.of("email", PolicyAction.REDACT), Set.of(), Map.of()));
    }

    private static URI at(String path, Reply reply) {
        return upstream.answersAt("media", path, reply);
    }

    private static Reply sound(byte[] bytes) {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("content-type", "audio/mpeg");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
        };
    }

    @Test
    void soundComesBackByteForByteAndIsBilledByCharacters() throws IOException {
        prices.put("media/m", price(UsageType.CHARACTER, "0.000015"));
        HttpResponse<InputStream> response = GatewayClient.open(post("/v1/audio/speech", SPEECH));
        assertThat(response.body().readAllBytes()).isEqualTo(SOUND);
        assertThat(response.headers().firstValue("content-type")).hasValue("audio/mpeg");
        Settlement settled = settlement(response);
        assertThat(settled.usage().mediaUse()).isEqualTo(MediaUse.ofCharacters(9));
        assertThat(settled.cost()).isEqualTo(new Cost.Priced(135, "own"));
        assertThat(settled.estimated()).isTrue();
    }

    @Test
    void anErrorInPlaceOfSoundIsNoSound() {
        at("audio/speech", Replies.status(200, "{\"error\":{\"message\":\"no such voice\"}}"));
        Response response = client.post("/v1/audio/speech", SPEECH);
        assertThat(response.status()).isEqualTo(502);
        assertThat(ledger.awaitSettled(response.requestId()).settlement().cost())
                .isEqualTo(Cost.Priced.NOTHING);
    }

    @Test
    void soundThatBreaksOffIsCut() {
        CountDownLatch opened = new CountDownLatch(1);
        at("audio/speech", (exchange, _) -> {
            exchange.getResponseHeaders().set("content-type", "audio/mpeg");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(SOUND);
            exchange.getResponseBody().flush();
            // Not before the client has the head: a connection that breaks sooner may show it nothing at all.
            Replies.await(opened, Duration.ofSeconds(20));
            throw new IOException("broken, as the test wants it");
        });
        HttpResponse<InputStream> response = GatewayClient.open(post("/v1/audio/speech", SPEECH));
        opened.countDown();
        Assertions.assertThatIOException().isThrownBy(() -> response.body().readAllBytes());
        assertThat(settlement(response).outcome()).isEqualTo(CallOutcome.CUT);
        assertThat(settlement(response).usage().mediaUse()).isEqualTo(MediaUse.ofCharacters(9));
    }

    @Test
    void aClientThatLeavesIsBilledForWhatItWanted() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        at("audio/speech", (exchange, _) -> {
            exchange.getResponseHeaders().set("content-type", "audio/mpeg");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(SOUND);
            body.flush();
            Replies.await(release, Duration.ofSeconds(20));
        });
        HttpResponse<InputStream> response = GatewayClient.open(post("/v1/audio/speech", SPEECH));
        assertThat(response.body().read()).isEqualTo(0xFF);
        response.body().close();
        Settlement settled = settlement(response);
        release.countDown();
        assertThat(settled.outcome()).isEqualTo(CallOutcome.CANCELLED);
        assertThat(settled.usage().mediaUse()).isEqualTo(MediaUse.ofCharacters(9));
    }

    @Test
    void aFormGoesOnWithAnotherModelAndIsBilledBySeconds() {
        prices.put("media/m", price(UsageType.AUDIO_SECOND, "0.0001"));
        Response response = GatewayClient.send(recording().post(client, "/v1/audio/transcriptions"));
        assertThat(response.body()).isEqualTo(TRANSCRIPT);
        assertThat(upstream.received("media").getLast().body())
                .contains("name=\"model\"\r\n\r\nm\r\n", "name=\"language\"\r\n\r\nen\r\n", "filename=\"file.bin\"");
        Settlement settled = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(settled.usage().mediaUse()).isEqualTo(MediaUse.ofAudioSeconds(9));
        assertThat(settled.cost()).isEqualTo(new Cost.Priced(900, "own"));
    }

    @Test
    void eventsPassThroughAndAreCounted() {
        at("audio/transcriptions", Replies.events(DELTA + DONE));
        prices.put("media/m", tokens());
        Response response =
                GatewayClient.send(recording().with("stream", "true").post(client, "/v1/audio/transcriptions"));
        assertThat(response.body()).isEqualTo(DELTA + DONE);
        Settlement settled = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(settled.usage().promptTokens()).isEqualTo(14);
        assertThat(settled.usage().completionTokens()).isEqualTo(9);
        assertThat(settled.estimated()).isFalse();
        assertThat(settled.cost()).isEqualTo(new Cost.Priced(14 * 6 + 9 * 10, "own"));
    }

    @Test
    void aTranscriptForAPolicyIsWholeAndItsEventsComeAtTheEnd() {
        Response response = GatewayClient.send(recording()
                .with("stream", "true")
                .with("prompt", "bob@example.com")
                .post(guarded(), "/v1/audio/transcriptions"));
        assertThat(response.body())
                .isEqualTo("data: {\"type\":\"transcript.text.delta\",\"delta\":\"Write to [EMAIL]\"}\n\n"
                        + "data: {\"type\":\"transcript.text.done\",\"text\":\"Write to [EMAIL]\","
                        + "\"usage\":{\"type\":\"duration\",\"seconds\":9}}\n\n");
        assertThat(upstream.received("media").getLast().body())
                .contains("<EMAIL_1>")
                .doesNotContain("bob@example.com", "name=\"stream\"");
    }

    @Test
    void aTranscriptThatIsRedactedHasNoSingleWords() {
        Response response = GatewayClient.send(recording().post(guarded(), "/v1/audio/transcriptions"));
        assertThat(response.json().path("text").asText()).isEqualTo("Write to [EMAIL]");
        assertThat(response.json().has("words")).isFalse();
    }

    @Test
    void anErrorBeforeTheFirstEventLeavesTheNextTargetAChance() {
        String error = "data: {\"type\":\"error\",\"error\":{\"message\":\"busy\",\"type\":\"server_error\"}}\n\n";
        routes.provider("bad", upstream.answersAt("bad", "images/generations", Replies.events(error)));
        at(
                "images/generations",
                Replies.events("event: image_generation.partial_image\n"
                        + "data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"aGk=\"}\n\n"
                        + "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"aGk=\",\"usage\":{\"input_tokens\":5,"
                        + "\"output_tokens\":70,\"total_tokens\":75}}\n\n"));
        routes.alias("pair", "bad/m", "media/m");
        Response response = client.post(
                "/v1/images/generations", "{\"model\":\"pair\",\"prompt\":\"p\",\"stream\":true,\"partial_images\":1}");
        assertThat(attempts(response)).containsExactly("bad: upstream_failed", "media answered");
        Settlement settled = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(settled.usage().completionTokens()).isEqualTo(70);
        assertThat(settled.usage().mediaUse()).isEqualTo(MediaUse.ofImages(1));
    }

    @Test
    void aStreamThatEndsTooEarlyEndsWithAnError() {
        at("audio/transcriptions", Replies.events(DELTA));
        Response response =
                GatewayClient.send(recording().with("stream", "true").post(client, "/v1/audio/transcriptions"));
        assertThat(response.body()).startsWith(DELTA + "data: {\"error\":").contains("upstream_failed");
    }

    @Test
    void aHardBudgetReservesTheWorstCase() {
        prices.put("media/m", price(UsageType.AUDIO_SECOND, "0.0001"));
        Budget budget = new Budget(new BigDecimal("0.003"), Per.MONTH, ZoneId.of("UTC"), true, 1);
        keys.put(ApiKey.builder("poor", KeyHash.of("tg-poor"))
                .budgets(List.of(budget))
                .build());
        GatewayClient poor = new GatewayClient(base, "tg-poor");
        SampleForm large = SampleForm.of("media/m").file("file", "audio/mpeg", new byte[20_000]);
        Response refused = GatewayClient.send(large.post(poor, "/v1/audio/transcriptions"));
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("insufficient_quota");
        assertThat(GatewayClient.send(recording().post(poor, "/v1/audio/transcriptions"))
                        .status())
                .isEqualTo(200);
        assertThat(poor.post("/v1/audio/speech", SPEECH)
                        .json()
                        .at("/error/code")
                        .asText())
                .as("it has no price for characters or tokens of sound")
                .isEqualTo("permission_denied");
    }

    private static SampleForm recording() {
        return SampleForm.of("media/m")
                .with("language", "en")
                .file("file", "audio/mpeg", "sound\0".getBytes(StandardCharsets.UTF_8));
    }

    private GatewayClient guarded() {
        keys.put(ApiKey.builder("guarded", KeyHash.of("tg-guarded"))
                .content(new ContentRules(List.of("mail"), null, false))
                .build());
        return new GatewayClient(base, "tg-guarded");
    }

    private HttpRequest.Builder post(String path, String json) {
        return client.request(path).header("content-type", "application/json").POST(BodyPublishers.ofString(json));
    }

    private static Price tokens() {
        Map<UsageType, BigDecimal> rates = Map.of(
                UsageType.INPUT, BigDecimal.ONE,
                UsageType.INPUT_AUDIO, new BigDecimal(6),
                UsageType.OUTPUT, BigDecimal.TEN);
        return new Price(new PriceRates(rates), List.of());
    }

    private static Price price(UsageType type, String rate) {
        return new Price(
                new PriceRates(Map.of(UsageType.INPUT, BigDecimal.ZERO, type, new BigDecimal(rate))), List.of());
    }

    private Settlement settlement(HttpResponse<InputStream> response) {
        return ledger.awaitSettled(response.headers().firstValue("x-request-id").orElseThrow())
                .settlement();
    }
}
