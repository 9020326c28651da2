package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.fake.InMemoryStoredResponses;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ResponseStatePolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two requests of a client whose responses may be stored, to a provider with the Responses API: what it gets of the second one, and what
 * the client reads. {@code -Dgolden.update=true} writes both, to be reviewed.
 */
@QuarkusTest
final class GoldenStateTest extends GatewayTest {
    private static final Path CASES = Path.of("src/test/resources/golden-state");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name = "g" + UUID.randomUUID();

    @Inject
    InMemoryStoredResponses store;

    @BeforeEach
    void aKeyThatMayStore() {
        String secret = "sk-" + name;
        keys.put(ApiKey.builder(name, KeyHash.of(secret))
                .content(new ContentRules(List.of(), null, false, new ResponseStatePolicy(true, false, 3_600)))
                .build());
        client = new GatewayClient(base, secret);
    }

    @AfterEach
    void forget() {
        store.clear();
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aConversationGoesOn(Path golden) {
        JsonNode first = answer(golden, "first", "");
        JsonNode second = answer(golden, "second", first.path("id").asText());

        check(
                golden.resolve("upstream.json"),
                read(upstream.received(name).getLast().body()));
        boolean stored = second.path("store").asBoolean();
        assertThat(client.get("/v1/responses/" + second.path("id").asText()).status())
                .isEqualTo(stored ? 200 : 404);
        check(golden.resolve("answer.json"), withoutIds(second));
    }

    /** The law: the last event of a stream has the response that is sent whole. */
    @ParameterizedTest
    @MethodSource("cases")
    void aStreamSaysTheSame(Path golden) {
        String first = answer(golden, "first", "").path("id").asText();
        JsonNode reply = read(text(golden.resolve("second-reply.json")));
        ObjectNode created = (ObjectNode) reply.deepCopy();
        created.put("status", "in_progress").putArray("output");
        provider(Replies.events(event("response.created", 0, created) + event("response.completed", 1, reply)));

        String events = client.post("/v1/responses", request(golden, "second", first, true))
                .body();

        String last = events.substring(events.lastIndexOf("data: ") + "data: ".length());
        assertThat(withoutIds(read(last).path("response"))).isEqualTo(read(text(golden.resolve("answer.json"))));
    }

    private static String event(String type, int number, JsonNode response) {
        ObjectNode event = JSON.createObjectNode().put("type", type).put("sequence_number", number);
        return "event: " + type + "\ndata: " + event.set("response", response) + "\n\n";
    }

    private JsonNode answer(Path golden, String which, String first) {
        provider(Replies.status(
                200, read(text(golden.resolve(which + "-reply.json"))).toString()));
        return client.post("/v1/responses", request(golden, which, first, false))
                .json();
    }

    private void provider(Reply reply) {
        routes.provider(
                new Provider(name, "azure", upstream.answersAt(name, "openai/v1/responses", reply), "sk-azure", null));
    }

    private String request(Path golden, String which, String first, boolean streamed) {
        ObjectNode request = (ObjectNode) read(text(golden.resolve(which + ".json"))
                .replace("\"@first\"", "\"" + first + "\"")
                .replace("@", name + "/"));
        return (streamed ? request.put("stream", true) : request).toString();
    }

    /** The gateway names each response itself. */
    private static JsonNode withoutIds(JsonNode response) {
        ObjectNode same = response.deepCopy();
        same.put("id", "resp_made-up");
        if (same.hasNonNull("previous_response_id")) {
            same.put("previous_response_id", "resp_of-the-first");
        }
        return same;
    }

    private static void check(Path file, JsonNode actual) {
        if (UPDATE) {
            write(file, actual.toPrettyString() + "\n");
        }
        assertThat(actual.toPrettyString()).isEqualTo(read(text(file)).toPrettyString());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
