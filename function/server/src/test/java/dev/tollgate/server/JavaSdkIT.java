package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The official Java client against the packaged server. */
class JavaSdkIT {
    private static final CountDownLatch RELEASE = new CountDownLatch(1);
    private static final CountDownLatch DISCONNECTED = new CountDownLatch(1);

    private static ScriptedProvider provider;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        provider = new ScriptedProvider();
        gateway = RunningGateway.with("""
                providers:
                  tools: { kind: openai, base_url: "%s" }
                  held: { kind: openai, base_url: "%s" }
                  endless: { kind: openai, base_url: "%s" }
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ] }
                  with-tools: { targets: [ { model: tools/any } ] }
                  held: { targets: [ { model: held/any } ] }
                  endless: { targets: [ { model: endless/any } ] }
                keys:
                  sdk: { secret: sk-it-sdk }
                  single: { secret: sk-it-single, limits: { concurrent: 1 } }
                  few: { secret: sk-it-few, limits: { requests_per_minute: 2 } }
                """.formatted(
                        provider.at("tools", ScriptedProvider.json(ProviderReplies.TOOL_CALL)),
                        provider.at("held", ScriptedProvider.held(RELEASE, new CountDownLatch(1))),
                        provider.at("endless", ScriptedProvider.held(new CountDownLatch(1), DISCONNECTED))));
    }

    @AfterAll
    static void stop() {
        RELEASE.countDown();
        gateway.close();
        provider.close();
    }

    @Test
    void aWholeResponseIsRead() {
        ChatCompletion answer =
                client("sk-it-sdk").chat().completions().create(request("demo").build());
        assertThat(answer.choices().getFirst().message().content()).contains("one two three");
        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void aStreamedResponseHasTheSameText() {
        List<ChatCompletionChunk> chunks = stream(request("demo").build());
        String text = chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .collect(Collectors.joining());
        assertThat(text).isEqualTo("one two three");
        assertThat(chunks).hasSizeGreaterThan(3);
        assertThat(chunks).allMatch(chunk -> chunk.usage().isEmpty());
    }

    @Test
    void usageIsAtTheEndOfTheStreamOnRequest() {
        List<ChatCompletionChunk> chunks = stream(request("demo")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());
        assertThat(chunks.getLast().choices()).isEmpty();
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(3);
    }

    @Test
    void toolsAreForwardedAndToolCallsAreReturned() throws InterruptedException {
        provider.requests().clear();
        ChatCompletion answer = client("sk-it-sdk")
                .chat()
                .completions()
                .create(request("with-tools")
                        .addFunctionTool(FunctionDefinition.builder()
                                .name("weather")
                                .parameters(FunctionParameters.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .putAdditionalProperty(
                                                "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                        .build())
                                .build())
                        .build());
        var call = answer.choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Ulm\"}");
        assertThat(provider.requests().poll(5, TimeUnit.SECONDS))
                .contains("\"name\":\"weather\"")
                .contains("\"city\":{\"type\":\"string\"}")
                .contains("\"model\":\"any\"");
    }

    @Test
    void theResponsesApiAnswersWholeAndStreamed() {
        ResponseCreateParams request = ResponseCreateParams.builder()
                .model("demo")
                .input("one two three")
                .build();
        Response whole = client("sk-it-sdk").responses().create(request);
        assertThat(text(whole)).isEqualTo("one two three");
        assertThat(whole.usage().orElseThrow().totalTokens()).isPositive();

        ResponseAccumulator accumulator = ResponseAccumulator.create();
        StringBuilder deltas = new StringBuilder();
        try (StreamResponse<ResponseStreamEvent> stream =
                client("sk-it-sdk").responses().createStreaming(request)) {
            stream.stream().forEach(event -> {
                accumulator.accumulate(event);
                event.outputTextDelta().ifPresent(delta -> deltas.append(delta.delta()));
            });
        }
        assertThat(deltas).hasToString("one two three");
        assertThat(text(accumulator.response())).isEqualTo("one two three");
        assertThat(accumulator.response().status()).contains(ResponseStatus.COMPLETED);
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(part -> part.outputText().stream())
                .map(ResponseOutputText::text)
                .collect(Collectors.joining());
    }

    @Test
    void theResponsesApiCallsTools() throws InterruptedException {
        provider.requests().clear();
        Response answer = client("sk-it-sdk")
                .responses()
                .create(ResponseCreateParams.builder()
                        .model("with-tools")
                        .input("Weather?")
                        .addTool(FunctionTool.builder()
                                .name("weather")
                                .strict(false)
                                .parameters(FunctionTool.Parameters.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .build())
                                .build())
                        .build());
        assertThat(answer.output().getFirst().asFunctionCall().name()).isEqualTo("weather");
        assertThat(answer.output().getFirst().asFunctionCall().arguments()).isEqualTo("{\"city\":\"Ulm\"}");
        assertThat(provider.requests().poll(5, TimeUnit.SECONDS)).contains("\"messages\":[{\"role\":\"user\"");
    }

    @Test
    void aWrongKeyIsUnauthorized() {
        assertThatThrownBy(() -> client("sk-wrong")
                        .chat()
                        .completions()
                        .create(request("demo").build()))
                .isInstanceOfSatisfying(UnauthorizedException.class, failure -> assertThat(failure.code())
                        .isEqualTo(Optional.of("invalid_api_key")));
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThatThrownBy(() -> client("sk-it-sdk")
                        .chat()
                        .completions()
                        .create(request("no-such-model").build()))
                .isInstanceOfSatisfying(NotFoundException.class, failure -> assertThat(failure.code())
                        .isEqualTo(Optional.of("model_not_found")));
    }

    @Test
    void aRateLimitReportsTheTimeToWait() {
        OpenAIClient impatient = client("sk-it-few").withOptions(options -> options.maxRetries(0));
        impatient.chat().completions().create(request("demo").build());
        impatient.chat().completions().create(request("demo").build());
        assertThatThrownBy(() ->
                        impatient.chat().completions().create(request("demo").build()))
                .isInstanceOfSatisfying(RateLimitException.class, failure -> {
                    assertThat(failure.code()).contains("rate_limit_exceeded");
                    assertThat(Integer.parseInt(
                                    failure.headers().values("retry-after").getFirst()))
                            .isBetween(1, 65);
                });
    }

    @Test
    void theClientRetriesUntilASlotIsFree() throws Exception {
        CompletableFuture<String> second;
        try (StreamResponse<ChatCompletionChunk> first = client("sk-it-single")
                .chat()
                .completions()
                .createStreaming(request("held").build())) {
            assertThat(first.stream().findFirst()).isPresent();
            second = CompletableFuture.supplyAsync(() -> client("sk-it-single")
                    .chat()
                    .completions()
                    .create(request("demo").build())
                    .choices()
                    .getFirst()
                    .message()
                    .content()
                    .orElseThrow());
            awaitLine("\"key_id\":\"single\"", "\"status\":429");
            RELEASE.countDown();
        }
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("one two three");
    }

    @Test
    @Tag("connection")
    void aDisconnectCancelsTheProviderAndBillsWhatWasSent() throws Exception {
        try (StreamResponse<ChatCompletionChunk> stream = client("sk-it-sdk")
                .chat()
                .completions()
                .createStreaming(request("endless").build())) {
            assertThat(stream.stream().limit(3)).hasSize(3);
        }
        assertThat(DISCONNECTED.await(10, TimeUnit.SECONDS)).isTrue();
        awaitLine("\"alias\":\"endless\"", "\"outcome\":\"cancelled\"", "\"estimated\":true");
    }

    private static List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client("sk-it-sdk").chat().completions().createStreaming(params)) {
            return stream.stream().toList();
        }
    }

    private static ChatCompletionCreateParams.Builder request(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("one two three");
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(key)
                .build();
    }

    /** Waits, within bounds, for a line of the access log with all these pieces. */
    private static void awaitLine(String... pieces) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(gateway.output())
                .anySatisfy(line -> assertThat(line).contains(pieces)));
    }
}
