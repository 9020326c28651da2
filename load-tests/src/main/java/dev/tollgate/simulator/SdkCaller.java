package dev.tollgate.simulator;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.time.Duration;
import java.util.List;

/** An application with OpenAI's own SDK. The SDK's retries are off, so the application sees each failure. */
final class SdkCaller implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final OpenAIClient client;
    private final String model;

    SdkCaller(String gateway, String key, String model) {
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(TIMEOUT)
                .build();
        this.model = model;
    }

    /**
     * Requests a number of words. Every second call is streamed.
     *
     * @throws IllegalStateException if the response does not have these words
     */
    CallResult call(int number) {
        int words = 1 + number % 40;
        String prompt = "Say %d words".formatted(words) + " please".repeat(number % 17);
        ChatCompletionCreateParams.Builder request =
                ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt);
        CallResult result = number % 2 == 0 ? whole(request, words) : streamed(request, words);
        int promptWords = 3 + number % 17;
        if (result.promptTokens() != promptWords || result.completionTokens() != words) {
            throw new IllegalStateException("expected %d and %d tokens, got %s".formatted(promptWords, words, result));
        }
        return result;
    }

    @Override
    public void close() {
        client.close();
    }

    private CallResult whole(ChatCompletionCreateParams.Builder request, int words) {
        try (HttpResponseFor<ChatCompletion> response =
                client.chat().completions().withRawResponse().create(request.build())) {
            ChatCompletion completion = response.parse();
            requireWords(completion.choices().getFirst().message().content().orElse(""), words);
            return result(response.headers(), completion.usage().orElseThrow());
        }
    }

    private CallResult streamed(ChatCompletionCreateParams.Builder request, int words) {
        request.streamOptions(
                ChatCompletionStreamOptions.builder().includeUsage(true).build());
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
                        client.chat().completions().withRawResponse().createStreaming(request.build());
                StreamResponse<ChatCompletionChunk> stream = response.parse()) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();
            StringBuilder text = new StringBuilder();
            chunks.forEach(chunk -> chunk.choices()
                    .forEach(choice -> text.append(choice.delta().content().orElse(""))));
            requireWords(text.toString(), words);
            return result(response.headers(), chunks.getLast().usage().orElseThrow());
        }
    }

    private static void requireWords(String text, int words) {
        if (!text.strip().equals("word ".repeat(words).strip())) {
            throw new IllegalStateException("expected %d words, got: %s".formatted(words, text));
        }
    }

    private static CallResult result(Headers headers, CompletionUsage usage) {
        return new CallResult(
                headers.values("x-request-id").getFirst(),
                headers.values("x-tollgate-provider").getFirst(),
                usage.promptTokens(),
                usage.completionTokens());
    }
}
