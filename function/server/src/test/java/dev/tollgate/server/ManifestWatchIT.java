package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A {@code tollgate.yaml} that changes while the packaged server runs. */
@Tag("server")
final class ManifestWatchIT {
    private static final String KEY = "keys: { watch: { secret: sk-it-watch } }\n";
    private static final String TOKEN = "a-token-for-tests-of-32-characters";
    private static RunningGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(
                KEY + "aliases: { first: { targets: [ { model: echo/echo-1 } ] } }\n", "TOLLGATE_ADMIN_TOKEN", TOKEN);
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey("sk-it-watch")
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void isAppliedUnlessItHasAMistake() throws IOException, InterruptedException {
        assertThat(aliases()).containsExactly("first");

        gateway.configure(KEY + "aliases: { second: { targets: [ { model: echo/echo-1 } ] } }\n");
        // The model list may come once more from what the gateway remembers.
        await().atMost(Duration.ofSeconds(20)).until(() -> aliases().equals(List.of("second")));

        gateway.configure(KEY + "aliases: { third: { targets: [ { modle: echo/echo-1 } ] } }\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.output().stream().anyMatch(line -> line.contains("is not applied")));
        assertThat(gateway.output()).anyMatch(line -> line.contains("modle"));
        assertThat(aliases()).containsExactly("second");

        assertThat(admin("/admin/v1/config").get("by").asText()).isEqualTo("tollgate.yaml");
        assertThat(admin("/admin/v1/config").get("version").asInt()).isEqualTo(2);
        assertThat(admin("/admin/v1/keys/watch").get("managed_by").asText()).isEqualTo("file");
        assertThat(admin("/admin/v1/audit?object=config").get("data"))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.get("role").asText()).isEqualTo("server"));
    }

    @Test
    void serversThatStartAtOnceApplyTheirFileOnce(@TempDir Path folder) throws IOException {
        try (DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
                DynamoDbClient tables = dynamo.client()) {
            TableFile.read().createIn(tables);
            Path file = Files.writeString(
                    folder.resolve("tollgate.yaml"), "aliases: { first: { targets: [ { model: openai/gpt-4o } ] } }\n");
            List<CompletableFuture<RunningGateway>> servers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> RunningGateway.on(dynamo.endpoint(), "TOLLGATE_CONFIG", file.toString())))
                    .limit(3)
                    .toList();
            servers.forEach(server -> server.join().close());

            assertThat(tables.query(query -> query.tableName("tollgate-config")
                                    .keyConditionExpression("pk = :pk")
                                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("HISTORY"))))
                            .items())
                    .singleElement()
                    .satisfies(version -> assertThat(version.get("version").n())
                            .as("complete")
                            .isEqualTo("2"));
        }
    }

    private static JsonNode admin(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("authorization", "Bearer " + TOKEN)
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    private static List<String> aliases() {
        return client.models().list().data().stream()
                .map(model -> model.id())
                .filter(name -> !name.contains("/"))
                .toList();
    }
}
