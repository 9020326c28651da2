package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.tollgate.golden.ClientCase;
import dev.tollgate.golden.GoldenReply;
import dev.tollgate.upstream.FakeUpstream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends every successful golden case to the packaged gateway with the official Java client. */
class GoldenSdkIT {
    private static final String KEY = "sk-it-golden-sdk";

    private static FakeUpstream upstream;
    private static RunningGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        upstream = new FakeUpstream(new GoldenReply());
        gateway = RunningGateway.with(GoldenManifest.config(upstream.uri(""), KEY));
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    static List<ClientCase> cases() {
        return ClientCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theClientReadsTheGoldenResponse(ClientCase golden) throws JsonProcessingException {
        ChatCompletionCreateParams request = ChatCompletionCreateParams.builder()
                .body(ObjectMappers.jsonMapper()
                        .readValue(golden.question().toString(), ChatCompletionCreateParams.Body.class))
                .build();

        ChatCompletion completion = golden.streamed() ? streamed(request) : whole(request);

        assertThat(SdkResponse.of(completion)).isEqualTo(SdkResponse.of(golden.answer()));
        if (!golden.holdsUnknownThings() && !golden.isStreamedFunctionCall()) {
            completion.validate();
        }
    }

    private static ChatCompletion whole(ChatCompletionCreateParams request) {
        return client.chat().completions().create(request);
    }

    private static ChatCompletion streamed(ChatCompletionCreateParams request) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(request)) {
            chunks.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }
}
