package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The API before chat is other words for the same call. */
@QuarkusTest
final class CompletionsTest extends GatewayTest {
    private static final String HEAD =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"text_completion\",\"created\":1700000000,\"model\":\"m\",\"choices\":[";

    /** SDKs that know chat write such fields by themselves. */
    private static final String NOTHING =
            "\"suffix\":\"\",\"tools\":[],\"functions\":[],\"messages\":[],\"max_completion_tokens\":null,";

    @BeforeEach
    void aProvider() {
        routes.provider("text", upstream.answers("text", Replies.hello()));
        routes.provider("bad", upstream.answers("bad", Replies.status(500, "{}")));
        routes.alias("pair", "bad/m", "text/m");
    }

    @Test
    void aPromptIsSentAsAUsersMessageAndItsOptionsGoWithIt() throws JsonProcessingException {
        String options = "\"max_tokens\":5,\"n\":1,\"temperature\":0.10,\"top_p\":1,"
                + "\"stop\":[\"x\"],\"seed\":7,\"logit_bias\":{\"50256\":-100},\"user\":\"u\"}";
        Response response = complete(
                "text/m", "\"Say hello.\",\"best_of\":1,\"echo\":false,\"logprobs\":null," + NOTHING + options);
        assertThat(response.status()).isEqualTo(200);
        assertThat(json(upstream.received("text").getLast().body()))
                .isEqualTo(json(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]," + options));
    }

    @Test
    void theWholeAnswerIsATextCompletion() {
        Response response = complete("text/m", "[\"Say hello.\"]}");
        assertThat(response.body())
                .isEqualTo(
                        "{\"id\":\"chatcmpl-1\",\"object\":\"text_completion\",\"created\":1700000000,\"model\":\"m\","
                                + "\"choices\":[{\"text\":\"Hello\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}");
        assertThat(response.header("x-tollgate-provider")).isEqualTo("text");
    }

    @Test
    void theStreamedAnswerSaysTheSameInPieces() {
        Response response = complete("text/m", "\"Say hello.\",\"stream\":true}");
        assertThat(response.eventStream()).isTrue();
        assertThat(response.body())
                .isEqualTo(HEAD + "{\"text\":\"Hello\",\"index\":0,\"logprobs\":null,\"finish_reason\":null}]}\n\n"
                        + HEAD + "{\"text\":\"\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n");
    }

    @Test
    void usageComesAtTheStreamsEndWhereItIsWantedAndThePromptAtItsBeginning() {
        Response response = complete(
                "text/m", "\"Say hello. \",\"echo\":true,\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(response.body())
                .isEqualTo(HEAD + "{\"text\":\"Say hello. \",\"index\":0,\"logprobs\":null,\"finish_reason\":null}],"
                        + "\"usage\":null}\n\n"
                        + HEAD
                        + "{\"text\":\"Hello\",\"index\":0,\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n"
                        + HEAD
                        + "{\"text\":\"\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}\n\n"
                        + HEAD + "],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}\n\n"
                        + "data: [DONE]\n\n");
    }

    @Test
    void anEchoIsPartOfTheWholeAnswerToo() {
        Response response = complete("text/m", "\"Say hello. \",\"echo\":true}");
        assertThat(response.json().at("/choices/0/text").textValue()).isEqualTo("Say hello. Hello");
    }

    @Test
    void aRefusalIsTextBecauseThereIsNoOtherPlaceForIt() {
        upstream.answers(
                "text",
                Replies.events(Replies.chunk("{\"role\":\"assistant\",\"refusal\":\"I can\"}", null)
                        + Replies.chunk("{\"reasoning_content\":\"hm\"}", null)
                        + Replies.chunk("{\"refusal\":\"not.\"}", "stop")));
        Response response = complete("text/m", "\"Say hello.\",\"stream\":true}");
        assertThat(response.body())
                .contains("\"text\":\"I can\"", "\"text\":\"not.\"")
                .doesNotContain("hm")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void theNextTargetAnswersAndAllIsBooked() {
        Response response = complete("pair", "\"Say hello.\"}");
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("2");
        assertThat(attempts(response)).containsExactly("bad: upstream_failed", "text answered");
        Settlement booked = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(booked.outcome()).isEqualTo(CallOutcome.COMPLETE);
        assertThat(booked.usage()).isEqualTo(Usage.of(3, 1));
    }

    @Test
    void aCutAnswerEndsWithAnErrorAndWithoutItsDone() {
        upstream.answers("text", Replies.eventsThenBreak(Replies.chunk("{\"content\":\"Hel\"}", null)));
        Response response = complete("text/m", "\"Say hello.\",\"stream\":true}");
        assertThat(response.body())
                .contains("\"text\":\"Hel\"", "data: {\"error\":")
                .doesNotContain("[DONE]");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("null}", "prompt", "missing_required_parameter"),
                Arguments.of("5}", "prompt", "invalid_value"),
                Arguments.of("[]}", "prompt", "invalid_value"),
                Arguments.of("[\"a\",\"b\"]}", "prompt", "unsupported_parameter"),
                Arguments.of("[1,2]}", "prompt", "unsupported_parameter"),
                Arguments.of("[[1],[2]]}", "prompt", "unsupported_parameter"),
                Arguments.of("\"a\",\"suffix\":\"b\"}", "suffix", "unsupported_parameter"),
                Arguments.of("\"a\",\"best_of\":2}", "best_of", "unsupported_parameter"),
                Arguments.of("\"a\",\"logprobs\":0}", "logprobs", "unsupported_parameter"),
                Arguments.of("\"a\",\"tools\":[{}]}", "tools", "unsupported_parameter"),
                Arguments.of("\"a\",\"echo\":1}", "echo", "invalid_value"),
                Arguments.of("\"a\",\"temperature\":3}", "temperature", "invalid_value"),
                Arguments.of("\"a\",\"max_tokens\":0}", "max_tokens", "invalid_value"),
                Arguments.of("\"a\",\"seed\":\"x\"}", "seed", "invalid_value"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatChatModelsCannotDoIsRefusedByName(String rest, String field, String code) {
        Response response = complete("text/m", rest);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").textValue()).isEqualTo(field);
        assertThat(response.json().at("/error/code").textValue()).isEqualTo(code);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonCodec.mapper().readTree(text);
    }

    private Response complete(String model, String rest) {
        return client.post("/v1/completions", "{\"model\":\"" + model + "\",\"prompt\":" + rest);
    }
}
