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

/** An application with OpenAI's own SDK, which does not try again by itself: whatever fails is seen. */
final class SdkCaller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OpenAIClient client;
    private final String model;

    SdkCaller(String gateway, String key, String model) {
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(PATIENCE)
                .build();
        this.model = model;
    }

    /**
     * Asks for a number of words; every other question is streamed.
     *
     * @throws IllegalStateException where the answer is not what was asked for
     */
    CallResult ask(int number) {
        int words = 1 + number % 40;
        String prompt = "Say %d words".formatted(words) + " please".repeat(number % 17);
        ChatCompletionCreateParams.Builder question =
                ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt);
        CallResult told = number % 2 == 0 ? whole(question, words) : streamed(question, words);
        int promptWords = 3 + number % 17;
        if (told.promptTokens() != promptWords || told.completionTokens() != words) {
            throw new IllegalStateException(
                    "expected %d and %d tokens, was told %s".formatted(promptWords, words, told));
        }
        return told;
    }

    @Override
    public void close() {
        client.close();
    }

    private CallResult whole(ChatCompletionCreateParams.Builder question, int words) {
        try (HttpResponseFor<ChatCompletion> response =
                client.chat().completions().withRawResponse().create(question.build())) {
            ChatCompletion answer = response.parse();
            requireWords(answer.choices().getFirst().message().content().orElse(""), words);
            return told(response.headers(), answer.usage().orElseThrow());
        }
    }

    private CallResult streamed(ChatCompletionCreateParams.Builder question, int words) {
        question.streamOptions(
                ChatCompletionStreamOptions.builder().includeUsage(true).build());
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
                        client.chat().completions().withRawResponse().createStreaming(question.build());
                StreamResponse<ChatCompletionChunk> stream = response.parse()) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();
            StringBuilder text = new StringBuilder();
            chunks.forEach(chunk -> chunk.choices()
                    .forEach(choice -> text.append(choice.delta().content().orElse(""))));
            requireWords(text.toString(), words);
            return told(response.headers(), chunks.getLast().usage().orElseThrow());
        }
    }

    private static void requireWords(String text, int words) {
        if (!text.strip().equals("word ".repeat(words).strip())) {
            throw new IllegalStateException("asked for %d words, got: %s".formatted(words, text));
        }
    }

    private static CallResult told(Headers headers, CompletionUsage usage) {
        return new CallResult(
                headers.values("x-request-id").getFirst(),
                headers.values("x-tollgate-provider").getFirst(),
                usage.promptTokens(),
                usage.completionTokens());
    }
}
