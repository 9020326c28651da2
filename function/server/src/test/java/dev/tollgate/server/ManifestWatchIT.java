package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A {@code tollgate.yaml} that changes while the packaged server runs. */
@Tag("server")
final class ManifestWatchIT {
    private static final String KEY = "keys: { watch: { secret: sk-it-watch } }\n";
    private static RunningGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(KEY + "aliases: { first: { targets: [ { model: echo/echo-1 } ] } }\n");
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
    void isAppliedUnlessItHasAMistake() {
        assertThat(aliases()).containsExactly("first");

        gateway.configure(KEY + "aliases: { second: { targets: [ { model: echo/echo-1 } ] } }\n");
        // The model list may come once more from what the gateway remembers.
        await().atMost(Duration.ofSeconds(20)).until(() -> aliases().equals(List.of("second")));

        gateway.configure(KEY + "aliases: { third: { targets: [ { modle: echo/echo-1 } ] } }\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.output().stream().anyMatch(line -> line.contains("is not applied")));
        assertThat(gateway.output()).anyMatch(line -> line.contains("modle"));
        assertThat(aliases()).containsExactly("second");
    }

    private static List<String> aliases() {
        return client.models().list().data().stream()
                .map(model -> model.id())
                .filter(name -> !name.contains("/"))
                .toList();
    }
}
