package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch at Google: a file, an operation that has an end, and a file of results. */
@QuarkusTest
final class GeminiBatchTest extends BatchTest {
    private static final Reply STARTED =
            Replies.status(200, "{\"name\":\"batches/b1\",\"metadata\":{\"state\":\"BATCH_STATE_PENDING\"}}");
    private static final Reply ENDED = Replies.status(200, """
            {"name":"batches/b1","metadata":{"state":"BATCH_STATE_SUCCEEDED",
             "batchStats":{"requestCount":"2","successfulRequestCount":"1","failedRequestCount":"1"}},
             "done":true,"response":{"responsesFile":"files/batch-b1"}}""");
    private static final Reply RESULTS = Replies.status(
            200,
            "{\"key\":\"b\",\"error\":{\"code\":3,\"message\":\"the prompt is bad\"}}\n"
                    + "{\"key\":\"a\",\"response\":{\"candidates\":[{\"content\":{\"role\":\"model\","
                    + "\"parts\":[{\"text\":\"a!\"}]},\"finishReason\":\"STOP\"}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":10,\"candidatesTokenCount\":5,\"totalTokenCount\":15}}}\n");

    @Inject
    InMemoryCustomPrices prices;

    private final FakeUpstream google = new FakeUpstream();

    @AfterEach
    void stopGoogle() {
        google.close();
    }

    @Test
    void linesAreTranslatedThereAndBack() {
        routes.provider(new Provider("google", "gemini", google.uri("g/v1beta"), "secret", null));
        prices.put("google/gemini-2.5-flash", BatchLifeTest.price());
        google.answersAt("g/upload/v1beta", "files", Replies.status(200, "{\"file\":{\"name\":\"files/f1\"}}"));
        google.answersAt("g/v1beta", "models/gemini-2.5-flash:batchGenerateContent", STARTED);

        JsonNode created = created(
                client, line("a", "google/gemini-2.5-flash", "Say a."), line("b", "google/gemini-2.5-flash", "Say b."));

        assertThat(created.path("status").asText()).isEqualTo("validating");
        assertThat(google.received("g/upload").getFirst().body())
                .contains(
                        "{\"key\":\"a\",\"request\":{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Say a.\"}]}]");

        google.answersAt("g/v1beta", "batches/b1", ENDED);
        google.answersAt("g/download/v1beta", "files/batch-b1:download", RESULTS);
        follow();

        JsonNode ended = batch(created);
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        Map<String, JsonNode> answers = lines(ended.path("output_file_id").asText());
        assertThat(answers.get("a")
                        .at("/response/body/choices/0/message/content")
                        .asText())
                .isEqualTo("a!");
        Map<String, JsonNode> errors = lines(ended.path("error_file_id").asText());
        assertThat(errors.get("b").at("/response/status_code").asInt()).isEqualTo(400);
        assertThat(errors.get("b").at("/response/body/error/message").asText()).isEqualTo("the prompt is bad");
    }
}
