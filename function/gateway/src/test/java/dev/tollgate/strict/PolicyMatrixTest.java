package dev.tollgate.strict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.fake.InMemoryKeys;
import dev.tollgate.fake.InMemoryRoutingTables;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.golden.StreamedAnswer;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.strict.ModelTurn.FunctionCall;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A canary in every place of a conversation reaches no provider of any kind, no log and no record, and is back in what the caller
 * gets: text and arguments, whole and streamed.
 */
@QuarkusTest
final class PolicyMatrixTest {
    /** It has a quotation mark: arguments must stay JSON when it is put back. */
    private static final String CANARY = "CANARY-1234567\"q";

    private static final String SECRET_PART = "1234567";

    private static final String CHAT = "/v1/chat/completions";
    private static final String COMPLETIONS = "/v1/completions";

    private static StrictServer server;

    @TestHTTPResource
    URI base;

    @Inject
    InMemoryKeys keys;

    @Inject
    InMemoryRoutingTables routes;

    @Inject
    InMemoryContentPolicies policies;

    @Inject
    InMemoryUsageLedger ledger;

    private final Recorder log = new Recorder();
    private GatewayClient client;

    @BeforeAll
    static void startProviders() {
        server = new StrictServer(0, (_, call) -> answer(call));
    }

    @AfterAll
    static void stopProviders() {
        server.close();
    }

    @BeforeEach
    void openGateway() {
        Logger.getLogger("").addHandler(log);
        client = new GatewayClient(base, keys.open("policies"));
        for (MatrixTarget target : MatrixTarget.values()) {
            routes.provider(target.configured(server));
        }
    }

    @AfterEach
    void stopRecording() {
        Logger.getLogger("").removeHandler(log);
    }

    /** A model that repeats what it has read in the place of the canary. */
    private static ModelTurn answer(ApiCall call) {
        String placeholder = Stream.of("<CANARY_1>", "[CANARY]")
                .filter(call.body().toString()::contains)
                .findFirst()
                .orElse("nothing");
        boolean hasTools = call.body().toString().contains("send_mail");
        return new ModelTurn(
                null,
                "Dear " + placeholder + ", or " + placeholder + ".",
                hasTools ? List.of(new FunctionCall("send_mail", "{\"to\":\"" + placeholder + "\"}")) : List.of());
    }

    static Stream<Arguments> calls() {
        return Stream.of(MatrixTarget.values())
                .flatMap(target -> Stream.of(CHAT, COMPLETIONS).flatMap(path -> Stream.of(true, false)
                        .flatMap(streamed -> Stream.of(PolicyAction.MASK, PolicyAction.REDACT, PolicyAction.DENY)
                                .map(action -> Arguments.of(target, path, streamed, action)))));
    }

    @ParameterizedTest(name = "{0} {1} streamed={2} {3}")
    @MethodSource("calls")
    void aCanaryStaysHere(MatrixTarget target, String path, boolean streamed, PolicyAction action) {
        String alias = "policy-" + action.name().toLowerCase(Locale.ROOT) + "-" + target;
        policy(alias, target, action);
        ObjectNode request = path.equals(CHAT) ? conversation() : prompt();
        request.put("model", alias).put("stream", streamed);
        server.relieve();

        Response response = client.post(path, request.toString());

        assertThat(server.takeRefusals()).isEmpty();
        UsageRecord record = ledger.awaitSettled(response.requestId());
        assertThat(record.settlement().content().policies()).containsOnlyKeys(alias);
        assertThat(record.toString()).doesNotContain(SECRET_PART);
        assertThat(String.join("\n", log.lines)).doesNotContain(SECRET_PART);
        if (action == PolicyAction.DENY) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().at("/error/code").textValue()).isEqualTo("content_policy_violation");
            assertThat(response.body()).contains(alias, "'canary'").doesNotContain(SECRET_PART);
            assertThat(record.settlement().attempts()).isEmpty();
            return;
        }
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(server.lastAnswered()).doesNotContain(SECRET_PART).contains("CANARY");
        String expected = action == PolicyAction.MASK ? CANARY : "[CANARY]";
        if (path.equals(CHAT)) {
            assertThat(arguments(response)).isEqualTo(expected);
        }
        // Cohere's models say a plan before a call, and nothing else.
        if (path.equals(COMPLETIONS) || !target.provider().equals("cohere")) {
            assertThat(text(response, path)).isEqualTo("Dear " + expected + ", or " + expected + ".");
        }
    }

    private void policy(String alias, MatrixTarget target, PolicyAction action) {
        policies.put(new ContentPolicy(
                alias,
                Map.of("canary", action),
                Map.of(),
                Set.of(),
                Map.of("canary", new OwnDetector("CANARY-[0-9]{7}\"q", List.of()))));
        routes.alias(Alias.builder(alias)
                .targets(List.of(Alias.TargetSpec.of(ModelName.of(target.route()))))
                .content(new ContentRules(List.of(alias), null, false))
                .build());
    }

    private static ObjectNode prompt() {
        return JsonNodeFactory.instance.objectNode().put("prompt", "Write to " + CANARY + ".");
    }

    private static ObjectNode conversation() {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("user", CANARY);
        ObjectNode function = request.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "send_mail")
                .put("description", "Sends a mail, but never to " + CANARY + ".");
        ObjectNode schema = function.putObject("parameters").put("type", "object");
        schema.putObject("properties").putObject("to").put("type", "string").put("description", CANARY);
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", "You serve " + CANARY + ".");
        messages.addObject().put("role", "user").put("content", "Write to " + CANARY + ".");
        ObjectNode call = messages.addObject()
                .put("role", "assistant")
                .put("content", "I write to " + CANARY + ".")
                .putArray("tool_calls")
                .addObject()
                .put("id", "call_abcdefghi")
                .put("type", "function");
        String arguments =
                JsonNodeFactory.instance.objectNode().put("to", CANARY).toString();
        call.putObject("function").put("name", "send_mail").put("arguments", arguments);
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", "call_abcdefghi")
                .put(
                        "content",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("sent", CANARY)
                                .toString());
        messages.addObject().put("role", "user").put("content", "Again, to " + CANARY + "?");
        return request;
    }

    private static String text(Response response, String path) {
        if (path.equals(CHAT)) {
            return message(response).path("content").textValue();
        }
        if (!response.eventStream()) {
            return response.json().at("/choices/0/text").textValue();
        }
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> json(line.substring(6)).at("/choices/0/text").asText(""))
                .reduce("", String::concat);
    }

    private static String arguments(Response response) {
        return json(message(response).at("/tool_calls/0/function/arguments").textValue())
                .path("to")
                .textValue();
    }

    private static JsonNode message(Response response) {
        return response.eventStream()
                ? JsonCodec.mapper()
                        .valueToTree(StreamedAnswer.fold(response.body().getBytes(StandardCharsets.UTF_8)))
                        .at("/choices/0/message")
                : response.json().at("/choices/0/message");
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(text, notJson);
        }
    }

    /** Every log line. */
    private static final class Recorder extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(String.valueOf(line.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
