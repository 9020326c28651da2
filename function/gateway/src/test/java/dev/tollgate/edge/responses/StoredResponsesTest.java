package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.fake.InMemoryStoredResponses;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ResponseStatePolicy;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that are stored, read again and continued. The provider speaks chat only. */
@QuarkusTest
final class StoredResponsesTest extends GatewayTest {
    private static final ResponseStatePolicy STORED = new ResponseStatePolicy(true, false, 3_600);

    private final String provider = "s" + UUID.randomUUID();

    @Inject
    InMemoryStoredResponses store;

    @Inject
    InMemoryContentPolicies policies;

    @BeforeEach
    void aKeyThatMayStore() {
        routes.provider(provider, upstream.answers(provider, Replies.hello()));
        client = caller("storing", new ContentRules(List.of(), null, false, STORED));
    }

    @AfterEach
    void forget() {
        store.clear();
    }

    @Test
    void aResponseIsStoredUnlessTheRequestSaysOtherwise() {
        JsonNode created = respond("\"input\":\"Hi.\"");
        respond("\"input\":\"Hi.\",\"store\":false");

        assertThat(created.path("store").asBoolean()).isTrue();
        assertThat(store.all()).hasSize(1);
        assertThat(client.get(path(created)).json()).isEqualTo(created);
    }

    @Test
    void aResponseIsContinuedWithTheWholeConversationAndWithoutItsInstructions() {
        JsonNode first = respond("\"input\":\"One.\",\"instructions\":\"Be brief.\"");
        JsonNode second = respond("\"input\":\"Two.\"," + previous(first));
        JsonNode third =
                respond("\"input\":[{\"role\":\"user\",\"content\":\"Three.\"}],\"stream\":false," + previous(second));

        assertThat(third.path("previous_response_id").asText()).isEqualTo(id(second));
        String sent = upstream.received(provider).getLast().body();
        assertThat(sent).contains("One.", "Two.", "Three.", "\"Hello\"").doesNotContain("Be brief.");
        assertThat(sent.indexOf("One.")).isLessThan(sent.indexOf("Two."));
        assertThat(sent).doesNotContain("previous_response_id");
    }

    @Test
    void anItemOfAStoredResponseMayBeNamedInstead() {
        JsonNode first = respond("\"input\":\"One.\"");
        String item = first.at("/output/0/id").asText();
        String named = "{\"type\":\"item_reference\",\"id\":\"" + item + "\"}";
        Response second = GatewayClient.send(request("\"input\":[{\"role\":\"user\",\"content\":\"One.\"}," + named
                + ",{\"role\":\"user\",\"content\":\"Two.\"}]"));

        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(upstream.received(provider).getLast().body()).contains("\"Hello\"");
    }

    @Test
    void aStreamedResponseIsStoredWithItsEvents() {
        Response streamed = post("\"input\":\"Hi.\",\"stream\":true");
        ResponseRecord stored = store.all().getFirst();
        String path = "/v1/responses/" + stored.name().id();

        assertThat(streamed.body()).contains("event: response.completed", "\"store\":true");
        assertThat(client.get(path).json().path("status").asText()).isEqualTo("completed");
        assertThat(client.get(path + "?stream=true").body()).isEqualTo(streamed.body());
        String rest = client.get(path + "?stream=true&starting_after=2").body();
        assertThat(streamed.body()).endsWith(rest);
        assertThat(rest).contains("\"sequence_number\":3").doesNotContain("\"sequence_number\":2,");
    }

    @Test
    void aDroppedStreamGoesOnAndIsResumed() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        int half = Replies.HELLO.indexOf("\n\n", Replies.HELLO.indexOf("Hello")) + 2;
        upstream.answers(
                provider,
                Replies.eventsAround(Replies.HELLO.substring(0, half), release, Replies.HELLO.substring(half)));
        try (InputStream body =
                GatewayClient.open(request("\"input\":\"Hi.\",\"stream\":true")).body()) {
            assertThat(new String(body.readNBytes(30), StandardCharsets.UTF_8)).contains("response.created");
        }
        Awaitility.await().until(() -> store.all().size() == 1);
        release.countDown();
        String path = "/v1/responses/" + store.all().getFirst().name().id();
        String events = client.get(path + "?stream=true&starting_after=0").body();

        assertThat(events).contains("response.output_text.delta", "response.completed", "Hello");
        assertThat(upstream.received(provider)).hasSize(1);
    }

    @Test
    void nobodyElseReadsContinuesOrDeletesAResponse() {
        JsonNode created = respond("\"input\":\"Hi.\"");
        GatewayClient other = caller("other", new ContentRules(List.of(), null, false, STORED));

        for (String path : List.of(path(created), path(created) + "/input_items")) {
            Response missing = other.get(path);
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.json().at("/error/code").asText()).isEqualTo("response_not_found");
        }
        assertThat(delete(other, created).status()).isEqualTo(404);
        Response continued =
                other.post("/v1/responses", "{\"model\":\"x/m\",\"input\":\"Hi.\"," + previous(created) + "}");
        assertThat(continued.status()).isEqualTo(400);
        assertThat(continued.json().at("/error/code").asText()).isEqualTo("previous_response_not_found");
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void aDeletedResponseIsGone() {
        JsonNode created = respond("\"input\":\"Hi.\"");

        assertThat(delete(client, created).json().path("deleted").asBoolean()).isTrue();
        assertThat(client.get(path(created)).status()).isEqualTo(404);
        assertThat(delete(client, created).status()).isEqualTo(404);
    }

    @Test
    void inputItemsAreListedPageByPage() {
        JsonNode first = respond("\"input\":\"One.\"");
        JsonNode second = respond("\"input\":\"Two.\"," + previous(first));
        JsonNode page =
                client.get(path(second) + "/input_items?order=asc&limit=2").json();
        JsonNode next = client.get(path(second) + "/input_items?order=asc&limit=2&after="
                        + page.path("last_id").asText())
                .json();

        assertThat(page.at("/data/0/content/0/text").asText()).isEqualTo("One.");
        assertThat(page.at("/data/1/content/0/text").asText()).isEqualTo("Hello");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(next.at("/data/0/content/0/text").asText()).isEqualTo("Two.");
        assertThat(next.path("has_more").asBoolean()).isFalse();
        assertThat(client.get(path(second) + "/input_items?limit=1")
                        .json()
                        .at("/data/0/content/0/text")
                        .asText())
                .isEqualTo("Two.");
        assertThat(client.get(path(second) + "/input_items?limit=0").status()).isEqualTo(400);
    }

    @Test
    void whatIsStoredHasPlaceholders() {
        policies.put(new ContentPolicy("mail", Map.of("email", PolicyAction.MASK), Map.of(), Set.of(), Map.of()));
        client = caller("masked", new ContentRules(List.of("mail"), null, false, STORED));
        upstream.answers(provider, Replies.events(Replies.HELLO.replace("Hello", "To <EMAIL_1>")));
        String address = "ada.canary@example.org";
        Response streamed = post("\"input\":\"Write to " + address + "\",\"stream\":true");

        assertThat(streamed.body()).contains(address);
        ResponseRecord stored = store.all().getFirst();
        String path = "/v1/responses/" + stored.name().id();
        assertThat(new String(stored.document(), StandardCharsets.UTF_8))
                .contains("<EMAIL_1>")
                .doesNotContain("canary");
        assertThat(client.get(path + "?stream=true").body())
                .contains("<EMAIL_1>")
                .doesNotContain("canary");
    }

    @Test
    void withoutTheStoreAnAnswerIsStillAnAnswerAndSaysThatItIsNotStored() {
        JsonNode before = respond("\"input\":\"Hi.\"");
        store.down(true);
        JsonNode created = respond("\"input\":\"Hi.\"");

        assertThat(created.at("/output/0/content/0/text").asText()).isEqualTo("Hello");
        assertThat(created.path("store").asBoolean()).isFalse();
        Response continued = post("\"input\":\"Hi.\"," + previous(before));
        assertThat(continued.status()).isEqualTo(503);
        assertThat(continued.json().at("/error/code").asText()).isEqualTo("store_unavailable");
    }

    @Test
    void withoutPermissionNothingIsStoredAndNothingContinued() {
        client = caller("forbidden", ContentRules.NONE);
        Response created = post("\"input\":\"Hi.\",\"store\":true");

        assertThat(created.json().path("store").asBoolean()).isFalse();
        assertThat(created.header("x-tollgate-dropped")).isEqualTo("store");
        assertThat(store.all()).isEmpty();
        for (String field : List.of("previous_response_id\":\"resp_1\"", "background\":true", "conversation\":\"c\"")) {
            Response refused = post("\"input\":\"Hi.\",\"" + field);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at("/error/param").asText()).isEqualTo(field.substring(0, field.indexOf('"')));
        }
    }

    @Test
    void aCompactedConversationGoesOnWithItsSummary() {
        JsonNode first = respond("\"input\":\"One.\"");
        JsonNode compacted = client.post("/v1/responses/compact", body("\"input\":\"Two.\"," + previous(first)))
                .json();
        respond("\"input\":" + compacted.path("output"));

        assertThat(compacted.path("object").asText()).isEqualTo("response.compaction");
        assertThat(compacted.path("output")).hasSize(3);
        assertThat(compacted.at("/output/2/type").asText()).isEqualTo("compaction");
        assertThat(upstream.received(provider).getLast().body()).contains("One.", "Two.", "in a summary:\\n\\nHello");
    }

    @Test
    void inputTokensAreCounted() {
        Response counted = client.post("/v1/responses/input_tokens", body("\"input\":\"Say hello.\""));

        assertThat(counted.json().path("input_tokens").asInt()).isBetween(3, 30);
        assertThat(counted.header("x-tollgate-token-count")).isEqualTo("estimate");
    }

    private JsonNode respond(String fields) {
        Response response = post(fields);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.json();
    }

    private Response post(String fields) {
        return GatewayClient.send(request(fields));
    }

    private HttpRequest.Builder request(String fields) {
        return client.request("/v1/responses")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body(fields)));
    }

    private String body(String fields) {
        return "{\"model\":\"" + provider + "/m\"," + fields + "}";
    }

    private static Response delete(GatewayClient caller, JsonNode response) {
        return GatewayClient.send(caller.request(path(response)).DELETE());
    }

    private static String previous(JsonNode response) {
        return "\"previous_response_id\":\"" + id(response) + "\"";
    }

    private static String path(JsonNode response) {
        return "/v1/responses/" + id(response);
    }

    private static String id(JsonNode response) {
        return response.path("id").asText();
    }

    private GatewayClient caller(String id, ContentRules rules) {
        String secret = "sk-" + id;
        keys.put(ApiKey.builder(id, KeyHash.of(secret)).content(rules).build());
        return new GatewayClient(base, secret);
    }
}
