package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One line of a batch in each case of {@code golden-batches/<provider>}: what the client writes, what the provider gets and says, and what
 * the client reads. {@code -Dgolden.update=true} writes the files of the last step and of what is sent, to be reviewed.
 */
@QuarkusTest
final class GoldenBatchTest extends BatchTest {
    private static final Path CASES = Path.of("src/test/resources/golden-batches");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @BeforeEach
    void providersWithAndWithoutResponses() {
        routes.provider(provider("native", "openai", providers.uri("openai"), true));
        routes.provider(provider("compatible", "openai", providers.uri("openai"), false));
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(file -> file.endsWith("about.md"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLineGoesThereAndBack(Path golden) {
        String provider = golden.getParent().getFileName().toString();
        String model = provider.equals("claude") ? "claude-haiku-4-5" : "m";
        ObjectNode line =
                (ObjectNode) read(text(golden.resolve("line.json")).replace("@model", provider + "/" + model));
        String file = upload(
                        client, line.put("custom_id", "a").put("method", "POST").toString())
                .json()
                .path("id")
                .asText();
        JsonNode batch = create(client, file, line.path("url").asText()).json();

        check(golden.resolve("upstream.json"), sent(provider));
        JsonNode result = read(text(golden.resolve("result.json")));
        providers.end((_, _) -> result.has("type") ? result : response(result));
        follow();
        JsonNode ended = batch(batch);
        boolean failed = ended.path("output_file_id").isNull();
        String results = ended.path(failed ? "error_file_id" : "output_file_id").asText();
        ObjectNode body = (ObjectNode) lines(results).get("a").at("/response/body");
        check(golden.resolve("output.json"), withoutIds(body));
    }

    private JsonNode sent(String provider) {
        ObjectNode sent = JSON.createObjectNode();
        if (!provider.equals("claude")) {
            sent.set("url", providers.lines().getFirst().path("url"));
        }
        return sent.set("body", providers.bodies().getFirst());
    }

    private static JsonNode response(JsonNode body) {
        return JSON.createObjectNode()
                .put("status_code", body.has("error") ? 400 : 200)
                .put("request_id", "r1")
                .set("body", body);
    }

    /** Those that the gateway makes, and the time at which it does, are others each time. */
    private static JsonNode withoutIds(ObjectNode body) {
        body.findParents("id").forEach(parent -> {
            String id = parent.path("id").asText();
            ((ObjectNode) parent).put("id", id.replaceFirst("_[0-9a-f]{24}.*", "_made-up"));
        });
        for (String time : List.of("created", "created_at", "completed_at")) {
            if (body.path(time).asLong() > 1) {
                body.put(time, "now");
            }
        }
        return body;
    }

    private static void check(Path file, JsonNode actual) {
        if (UPDATE) {
            write(file, actual.toPrettyString() + "\n");
        }
        assertThat(actual.toPrettyString()).isEqualTo(read(text(file)).toPrettyString());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
