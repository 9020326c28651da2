package dev.tollgate.strict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryKeys;
import dev.tollgate.fake.InMemoryRoutingTables;
import dev.tollgate.golden.StreamedAnswer;
import dev.tollgate.openai.JsonCodec;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A conversation goes on at any provider, wherever it started. For each pair of targets: the first one answers, fails over to
 * the second one in the next turn, and gets the conversation back in the third. The providers are as strict as the real ones.
 *
 * <p>Public reports: decolua/9router#4136, langchain-ai/langchainjs#11699, earendil-works/pi#989, vercel/ai#5794,
 * vercel/ai#15664 and many more.
 */
@QuarkusTest
final class ConversationMatrixTest {
    private static StrictServer server;

    @TestHTTPResource
    URI base;

    @Inject
    InMemoryKeys keys;

    @Inject
    InMemoryRoutingTables routes;

    private GatewayClient client;

    @BeforeAll
    static void startProviders() {
        server = new StrictServer(0, new ToolLoop(1));
    }

    @AfterAll
    static void stopProviders() {
        server.close();
    }

    @BeforeEach
    void openGateway() {
        client = new GatewayClient(base, keys.open("matrix"));
        for (MatrixTarget target : MatrixTarget.values()) {
            routes.provider(target.configured(server));
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(MatrixTarget.values())
                .flatMap(first -> Stream.of(MatrixTarget.values()).map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @MethodSource("pairs")
    void everyConversationGoesOn(MatrixTarget first, MatrixTarget second) {
        List<String> problems = new ArrayList<>();
        for (MatrixConversation conversation : MatrixConversation.between(first, second)) {
            conversation.play(this::ask, server).ifPresent(problem -> problems.add(conversation + "\n    " + problem));
        }
        assertThat(problems).isEmpty();
    }

    static Stream<Arguments> oddHistories() {
        return Stream.of(OddHistory.values())
                .flatMap(history -> Stream.of(MatrixTarget.values()).map(target -> Arguments.of(history, target)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("oddHistories")
    void everyTargetTakesWhatOpenAiTakes(OddHistory history, MatrixTarget target) {
        ObjectNode request = MatrixScenario.ONE_CALL.question();
        request.set("messages", history.messages());
        server.relieve();
        server.says(ModelTurn.saying("It is sunny."));

        MatrixAnswer answer = ask(request, List.of(target));
        assertThat(server.takeRefusals()).isEmpty();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private MatrixAnswer ask(ObjectNode request, List<MatrixTarget> targets) {
        String[] models = targets.stream().map(MatrixTarget::route).toArray(String[]::new);
        String alias = "matrix-" + Arrays.hashCode(models);
        routes.alias(alias, models);
        Response response = client.chat(request.deepCopy().put("model", alias).toString());
        return new MatrixAnswer(
                response.status(),
                message(response),
                String.valueOf(response.header("x-tollgate-provider")),
                response.header("x-tollgate-dropped") == null ? "" : response.header("x-tollgate-dropped"),
                response.body());
    }

    private static ObjectNode message(Response response) {
        try {
            String completion = response.eventStream()
                    ? JsonCodec.mapper()
                            .writeValueAsString(
                                    StreamedAnswer.fold(response.body().getBytes(StandardCharsets.UTF_8)))
                    : response.body();
            return JsonCodec.mapper().readTree(completion).at("/choices/0/message") instanceof ObjectNode message
                    ? message
                    : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(response.body(), notJson);
        }
    }
}
