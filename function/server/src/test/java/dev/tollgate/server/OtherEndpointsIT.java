package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official Java client against the packaged server, at the endpoints for embeddings and text completions. */
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
                  embeddings: { kind: openai, base_url: "%s" }
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ] }
                  embeddings: { targets: [ { model: embeddings/any } ] }
                keys:
                  sdk: { secret: sk-it-sdk }
                """.formatted(provider.embeddingAt("embeddings", ScriptedProvider.json(ProviderReplies.EMBEDDINGS))));
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

    /** By default, this client requests Base64 and decodes it. The provider sends numbers. */
    @Test
    void embeddingsAreDecodedFromBase64() throws InterruptedException {
        CreateEmbeddingResponse response =
                client.embeddings().create(embeddings().build());
        assertThat(numbers(response)).containsExactly(List.of(0.5f, -2f, 0.1f), List.of(1f, 0.25f, 3f));
        assertThat(response.data()).extracting(Embedding::index).containsExactly(0L, 1L);
        assertThat(response.usage().promptTokens()).isEqualTo(4);
        assertThat(provider.requests().poll(5, TimeUnit.SECONDS))
                .contains("\"model\":\"any\"", "\"input\":[\"one\",\"two\"]")
                .doesNotContain("encoding_format");
    }

    @Test
    void bothFormatsContainTheSameNumbers() {
        CreateEmbeddingResponse floats = client.embeddings()
                .create(embeddings()
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());
        CreateEmbeddingResponse base64 = client.embeddings()
                .create(embeddings()
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64)
                        .build());
        assertThat(numbers(base64)).isEqualTo(numbers(floats));
    }

    @Test
    void aPromptIsCompletedWholeAndStreamed() {
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
    void aParameterThatChatModelsLackIsABadRequest() {
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model("demo")
                .prompt("one")
                .suffix("three")
                .build();
        assertThatThrownBy(() -> client.completions().create(params))
                .isInstanceOfSatisfying(BadRequestException.class, failure -> assertThat(failure.param())
                        .isEqualTo(Optional.of("suffix")));
    }

    private static EmbeddingCreateParams.Builder embeddings() {
        return EmbeddingCreateParams.builder().model("embeddings").inputOfArrayOfStrings(List.of("one", "two"));
    }

    private static List<List<Float>> numbers(CreateEmbeddingResponse response) {
        return response.data().stream().map(Embedding::embedding).toList();
    }

    /** Azure's path with the deployment, and its path without. */
    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "UNIFIED"})
    void azuresPathsAreServed(AzureUrlPathMode mode) {
        OpenAIClient azure = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + (mode == AzureUrlPathMode.LEGACY ? "" : "/openai/v1"))
                .azureUrlPathMode(mode)
                .azureServiceVersion(AzureOpenAIServiceVersion.getV2024_10_21())
                .credential(AzureApiKeyCredential.create("sk-it-sdk"))
                .build();
        ChatCompletion answer = azure.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("demo")
                        .addUserMessage("one two")
                        .build());
        assertThat(answer.choices().getFirst().message().content()).contains("one two");
    }
}
