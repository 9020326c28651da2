package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.BatchStep;
import dev.tollgate.provider.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google sends and gets for batches. */
final class GeminiBatchesTest {
    private static final String GOOGLE = "https://generativelanguage.googleapis.com";
    private static final String VERTEX =
            "https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/europe-west1/publishers/google";

    private final BatchAdapter batches = batches(null).orElseThrow();

    private static Optional<BatchAdapter> batches(URI baseUrl) {
        return new GeminiKind().batches(new Provider("gemini", "gemini", baseUrl, null, null));
    }

    @Test
    void theLinesAreUploadedAndThenStarted() {
        BatchStep.Send upload = (BatchStep.Send) batches.create(
                "batch_1",
                BatchEndpoint.CHAT,
                "gemini-2.5-flash",
                List.of(new BatchLine("a", bytes("{\"x\":1}")), new BatchLine("b", bytes("{}"))));

        assertThat(upload.request().uri()).hasToString(GOOGLE + "/upload/v1beta/files");
        assertThat(upload.request().headers())
                .containsEntry("content-type", "multipart/related; boundary=lines-batch_1")
                .containsEntry("x-goog-upload-protocol", "multipart");
        assertThat(new String(upload.request().body(), StandardCharsets.UTF_8))
                .contains("{\"file\":{\"displayName\":\"batch_1\"}}")
                .contains("{\"key\":\"a\",\"request\":{\"x\":1}}\n{\"key\":\"b\",\"request\":{}}\n");
        assertThat(upload.creates()).isFalse();

        BatchStep.Send start = (BatchStep.Send) upload.next().apply(bytes("{\"file\":{\"name\":\"files/f1\"}}"));

        assertThat(start.request().uri()).hasToString(GOOGLE + "/v1beta/models/gemini-2.5-flash:batchGenerateContent");
        assertThat(new String(start.request().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"batch\":{\"displayName\":\"batch_1\",\"inputConfig\":{\"fileName\":\"files/f1\"}}}");
        assertThat(start.creates()).isTrue();
        assertThat(start.next().apply(operation("BATCH_STATE_PENDING", ""))).isInstanceOf(BatchStep.Created.class);
    }

    @Test
    void vertexHasNone() {
        assertThat(batches(URI.create(VERTEX))).isEmpty();
        assertThat(batches.takes(BatchEndpoint.EMBEDDINGS)).isFalse();
    }

    @Test
    void aProxysPathComesFirst() {
        BatchAdapter proxied =
                batches(URI.create("https://proxy.example.com/google/v1beta")).orElseThrow();

        assertThat(((BatchStep.Send) proxied.create("batch_1", BatchEndpoint.CHAT, "m", List.of()))
                        .request()
                        .uri())
                .hasToString("https://proxy.example.com/google/upload/v1beta/files");
    }

    @ParameterizedTest
    @CsvSource({
        "BATCH_STATE_PENDING, VALIDATING",
        "JOB_STATE_RUNNING, IN_PROGRESS",
        "BATCH_STATE_SUCCEEDED, COMPLETED",
        "BATCH_STATE_FAILED, FAILED",
        "BATCH_STATE_CANCELLED, CANCELLED",
        "BATCH_STATE_EXPIRED, EXPIRED"
    })
    void itsStatusIsOpenAis(String state, BatchStatus expected) {
        BatchState read =
                batches.state(operation(state, ",\"done\":true,\"response\":{\"responsesFile\":\"files/batch-b1\"}"));

        assertThat(read.id()).isEqualTo("batches/b1");
        assertThat(read.status()).isEqualTo(expected);
        assertThat(read.counts()).isEqualTo(new BatchCounts(3, 2, 1));
        assertThat(batches.results(read).getFirst().uri())
                .hasToString(GOOGLE + "/download/v1beta/files/batch-b1:download?alt=media");
        assertThat(batches.find(read.id()).uri()).hasToString(GOOGLE + "/v1beta/batches/b1");
        assertThat(batches.cancel(read.id()).uri()).hasToString(GOOGLE + "/v1beta/batches/b1:cancel");
    }

    @Test
    void whyItFailedIsShown() {
        BatchState failed = batches.state(operation(
                "BATCH_STATE_FAILED",
                ",\"error\":{\"code\":3,\"status\":\"INVALID_ARGUMENT\",\"message\":\"No lines\"}"));

        assertThat(failed.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
            assertThat(error.message()).isEqualTo("No lines");
        });
    }

    /** The name becomes a part of a URL that gets the key. */
    @ParameterizedTest
    @ValueSource(strings = {"batches/../x", "models/m", "batches/", "batches/a?b", "https://example.com/batches/a", ""})
    void aNameThatIsNoneIsNotFollowed(String name) {
        assertThatThrownBy(() -> batches.state(
                        bytes("{\"name\":\"" + name + "\",\"metadata\":{\"state\":\"BATCH_STATE_RUNNING\"}}")))
                .isInstanceOf(GatewayException.class);
    }

    @Test
    void eachKindOfResultIsRead() {
        assertThat(result("\"response\":{\"candidates\":[]}"))
                .isInstanceOfSatisfying(
                        BatchResult.Answered.class,
                        answered -> assertThat(answered.body()).asString().isEqualTo("{\"candidates\":[]}"));
        assertThat(result("\"error\":{\"code\":1,\"message\":\"cancelled\"}"))
                .isEqualTo(BatchResult.Skipped.cancelled("a"));
        assertThat(batches.result(bytes("{\"response\":{}}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 400", "400, 400", "7, 403", "8, 429", "13, 500", "503, 503"})
    void aRefusalHasTheStatusOfACall(int code, int status) {
        assertThat(result("\"error\":{\"code\":" + code + "}"))
                .isInstanceOfSatisfying(BatchResult.Refused.class, refused -> assertThat(refused.status())
                        .isEqualTo(status));
    }

    private BatchResult result(String field) {
        return batches.result(bytes("{\"key\":\"a\"," + field + "}")).orElseThrow();
    }

    private static byte[] operation(String state, String more) {
        return bytes("{\"name\":\"batches/b1\",\"metadata\":{\"state\":\"" + state
                + "\",\"batchStats\":{\"requestCount\":\"3\",\"successfulRequestCount\":\"2\",\"failedRequestCount\":\"1\"}}"
                + more + "}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
