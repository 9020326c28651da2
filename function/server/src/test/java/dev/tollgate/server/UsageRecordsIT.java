package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests that the usage records match the usage in the responses. */
class UsageRecordsIT {
    private static final int CALLS = 10;

    @Test
    void theRecordsSumIsWhatTheClientsWereToldAndTheCountersComeBackToRest() {
        try (RunningGateway gateway = RunningGateway.with("""
                aliases: { demo: { targets: [ { model: echo/echo-1 } ] } }
                keys:
                  finance:
                    secret: sk-it-finance
                    limits: { requests_per_minute: 100, tokens_per_minute: 100000, concurrent: 4 }
                """);
                DynamoDbClient tables = UsageTable.client(gateway.dynamoDb())) {
            List<CompletionUsage> told = calls(gateway);
            List<Map<String, AttributeValue>> records = new UsageTable(tables, "finance").settled(CALLS);

            assertThat(records).hasSize(CALLS);
            assertThat(sum(records, "total_tokens"))
                    .isEqualTo(told.stream()
                            .mapToLong(CompletionUsage::totalTokens)
                            .sum());
            assertThat(sum(records, "cost_micros"))
                    .isEqualTo(told.stream()
                            .mapToLong(usage -> usage.promptTokens() + 2 * usage.completionTokens())
                            .sum());

            // The slot is released at the same time as the record is settled.
            Awaitility.await().untilAsserted(() -> assertThat(slotsHeld(tables)).isEqualTo("0"));
        }
    }

    private static String slotsHeld(DynamoDbClient tables) {
        return tables.getItem(request ->
                        request.tableName("tollgate-counters").key(Map.of("pk", AttributeValue.fromS("KEY#finance"))))
                .item()
                .get("in_flight")
                .n();
    }

    private static List<CompletionUsage> calls(RunningGateway gateway) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey("sk-it-finance")
                .build();
        List<CompletionUsage> told = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            ChatCompletionCreateParams.Builder ask =
                    ChatCompletionCreateParams.builder().model("demo").addUserMessage("word ".repeat(i + 1));
            told.add(i % 2 == 0 ? whole(client, ask) : streamed(client, ask));
        }
        return told;
    }

    private static CompletionUsage whole(OpenAIClient client, ChatCompletionCreateParams.Builder ask) {
        return client.chat().completions().create(ask.build()).usage().orElseThrow();
    }

    private static CompletionUsage streamed(OpenAIClient client, ChatCompletionCreateParams.Builder ask) {
        ask.streamOptions(
                ChatCompletionStreamOptions.builder().includeUsage(true).build());
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(ask.build())) {
            return stream.stream()
                    .flatMap(chunk -> chunk.usage().stream())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long sum(List<Map<String, AttributeValue>> records, String column) {
        return records.stream()
                .mapToLong(record -> Long.parseLong(record.get(column).n()))
                .sum();
    }
}
