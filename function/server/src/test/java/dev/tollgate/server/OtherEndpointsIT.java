package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Java client against the packaged server, where it is not chat that is asked for. */
class OtherEndpointsIT {
    private static ScriptedProvider provider;
    private static RunningGateway gateway;

    private OpenAIClient client;

    @BeforeAll
    static void start() {
        provider = new ScriptedProvider();
        gateway = RunningGateway.with(
                """
                providers:
                  vectors: { kind: openai, base_url: "%s" }
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ] }
                  vectors: { targets: [ { model: vectors/any } ] }
                keys:
                  sdk: { secret: sk-it-sdk }
                """.formatted(provider.embeddingAt("vectors", ScriptedProvider.json(Replies.VECTORS))));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @BeforeEach
    void connect() {
        provider.requests().clear();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey("sk-it-sdk")
                .build();
    }

    /** This client asks for Base64 where its user says nothing, and decodes it. */
    @Test
    void vectorsAreReadAsTheyWereAskedFor() throws InterruptedException {
        CreateEmbeddingResponse answer = client.embeddings().create(vectors().build());
        assertThat(numbers(answer)).containsExactly(List.of(0.5f, -2f, 0.1f), List.of(1f, 0.25f, 3f));
        assertThat(answer.data()).extracting(Embedding::index).containsExactly(0L, 1L);
        assertThat(answer.usage().promptTokens()).isEqualTo(4);
        assertThat(provider.requests().poll(5, TimeUnit.SECONDS))
                .contains("\"model\":\"any\"", "\"encoding_format\":\"base64\"", "\"input\":[\"one\",\"two\"]");
    }

    @Test
    void bothFormsHoldTheSameNumbers() {
        CreateEmbeddingResponse floats = client.embeddings()
                .create(vectors()
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());
        CreateEmbeddingResponse base64 = client.embeddings()
                .create(vectors()
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64)
                        .build());
        assertThat(numbers(base64)).isEqualTo(numbers(floats));
    }

    @Test
    void aPromptIsAnsweredInWholeAndInPieces() {
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model("demo")
                .prompt("one two three")
                .build();
        Completion whole = client.completions().create(params);
        assertThat(whole.choices().getFirst().text()).isEqualTo("one two three");
        assertThat(whole.usage().orElseThrow().totalTokens()).isEqualTo(6);
        try (StreamResponse<Completion> stream = client.completions().createStreaming(params)) {
            assertThat(stream.stream()
                            .flatMap(event -> event.choices().stream())
                            .map(choice -> choice.text())
                            .collect(Collectors.joining()))
                    .isEqualTo("one two three");
        }
    }

    @Test
    void whatChatModelsCannotDoIsABadRequest() {
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model("demo")
                .prompt("one")
                .suffix("three")
                .build();
        assertThatThrownBy(() -> client.completions().create(params))
                .isInstanceOfSatisfying(BadRequestException.class, failure -> assertThat(failure.param())
                        .isEqualTo(Optional.of("suffix")));
    }

    private static EmbeddingCreateParams.Builder vectors() {
        return EmbeddingCreateParams.builder().model("vectors").inputOfArrayOfStrings(List.of("one", "two"));
    }

    private static List<List<Float>> numbers(CreateEmbeddingResponse answer) {
        return answer.data().stream().map(Embedding::embedding).toList();
    }
}
