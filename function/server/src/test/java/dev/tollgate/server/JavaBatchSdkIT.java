package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import dev.tollgate.strict.BatchAnswers;
import dev.tollgate.strict.StrictBatches;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client's files and batches against the packaged server. */
class JavaBatchSdkIT {
    private static final String LINE = """
            {"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "batches/any", "messages": [{"role": "user", "content": "one"}]}}
            """;

    private static StrictBatches provider;
    private static RunningGateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        provider = new StrictBatches();
        gateway = RunningGateway.with("""
                providers:
                  batches: { kind: openai, base_url: "%s", api_key: secret, quirks: { batches: true } }
                keys:
                  sdk: { secret: sk-it-sdk }
                """.formatted(provider.uri("openai")), "TOLLGATE_JOBS_FOLLOW_BATCHES", "1s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void aBatchIsCreatedFromAFileAndHasResults() throws IOException {
        FileObject file = client().files()
                .create(FileCreateParams.builder()
                        .purpose(FilePurpose.BATCH)
                        .file(Files.writeString(folder.resolve("requests.jsonl"), LINE))
                        .build());
        Batch batch = client().batches()
                .create(BatchCreateParams.builder()
                        .inputFileId(file.id())
                        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                        .completionWindow(BatchCreateParams.CompletionWindow._24H)
                        .build());
        assertThat(batch.status()).isEqualTo(Batch.Status.IN_PROGRESS);
        provider.end((_, _) -> BatchAnswers.answered("Done."));

        Batch ended = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> client().batches().retrieve(batch.id()), found -> found.completedAt()
                        .isPresent());
        assertThat(ended.status()).isEqualTo(Batch.Status.COMPLETED);
        try (HttpResponse content =
                        client().files().content(ended.outputFileId().orElseThrow());
                InputStream lines = content.body()) {
            assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"custom_id\":\"a\"", "\"content\":\"Done.\"");
        }
        assertThat(client().files().delete(file.id()).deleted()).isTrue();
    }

    private static OpenAIClient client() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey("sk-it-sdk")
                .build();
    }
}
