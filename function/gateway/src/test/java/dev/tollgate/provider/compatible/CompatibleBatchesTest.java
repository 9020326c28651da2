package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.BatchStep;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenAI and Azure send and get for batches. */
final class CompatibleBatchesTest {
    private static final BatchLine LINE = new BatchLine("a", bytes("{\"model\":\"m\"}"));

    private final BatchAdapter azure = azure("https://acme.openai.azure.com");

    private static BatchAdapter azure(String base) {
        return new AzureKind()
                .batches(new Provider("az", "azure", URI.create(base), null, null))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.openai.azure.com, https://acme.openai.azure.com/openai/files?api-version=2024-10-21",
        "https://acme.openai.azure.com/openai/v1, https://acme.openai.azure.com/openai/v1/files"
    })
    void azuresFilesBelongToNoDeployment(String base, String url) {
        BatchStep.Send upload = (BatchStep.Send) azure(base).create("batch_1", BatchEndpoint.CHAT, "m", List.of(LINE));

        assertThat(upload.request().uri()).hasToString(url);
        assertThat(new String(upload.request().body(), StandardCharsets.UTF_8))
                .contains("{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/chat/completions\","
                        + "\"body\":{\"model\":\"m\"}}\n");
    }

    @Test
    void theBatchIsCreatedFromTheUploadedFile() {
        BatchStep.Send upload = (BatchStep.Send) azure.create("batch_1", BatchEndpoint.EMBEDDINGS, "m", List.of(LINE));
        BatchStep.Send create = (BatchStep.Send) upload.next().apply(bytes("{\"id\":\"file-1\"}"));

        assertThat(create.request().uri())
                .hasToString("https://acme.openai.azure.com/openai/batches?api-version=2024-10-21");
        assertThat(new String(create.request().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"input_file_id\":\"file-1\",\"endpoint\":\"/embeddings\",\"completion_window\":\"24h\","
                        + "\"metadata\":{\"gateway_batch\":\"batch_1\"}}");
        assertThat(create.next().apply(bytes("{\"id\":\"b1\",\"status\":\"validating\"}")))
                .isEqualTo(new BatchStep.Created(
                        new BatchState("b1", BatchStatus.VALIDATING, BatchCounts.NONE, List.of(), List.of())));
    }

    @Test
    void aBatchThatFailedSaysWhyAndHasNoResults() {
        BatchState failed = azure.state(bytes("""
                {"id": "b1", "status": "failed", "output_file_id": null, "error_file_id": "",
                 "errors": {"object": "list", "data": [{"code": "token_limit_exceeded", "message": "too many", "line": 3}]}}"""));

        assertThat(failed.errors()).containsExactly(new BatchError("token_limit_exceeded", "too many", 3L));
        assertThat(azure.results(failed)).isEmpty();
    }

    @Test
    void answersAndErrorsAreTwoFiles() {
        BatchState ended = azure.state(bytes("{\"id\":\"b1\",\"status\":\"completed\",\"output_file_id\":\"file-a\","
                + "\"error_file_id\":\"file-b\",\"request_counts\":{\"total\":2,\"completed\":1,\"failed\":1}}"));

        assertThat(ended.counts()).isEqualTo(new BatchCounts(2, 1, 1));
        assertThat(azure.results(ended))
                .extracting(UpstreamRequest::method, request -> request.uri().getPath())
                .containsExactly(
                        tuple("GET", "/openai/files/file-a/content"), tuple("GET", "/openai/files/file-b/content"));
    }

    @Test
    void aLineThatTheBatchDidNotReachIsSkipped() {
        assertThat(azure.result(bytes("{\"custom_id\":\"a\",\"response\":null,"
                        + "\"error\":{\"code\":\"batch_expired\",\"message\":\"too late\"}}")))
                .contains(new BatchResult.Skipped("a", "batch_expired", "too late"));
        assertThat(azure.result(bytes("{\"note\":1}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"id\":\"b1\",\"status\":\"of tomorrow\"}",
                "{\"error\":{\"message\":\"x\"}}"
            })
    void whatIsNoBatchIsTheProvidersFailure(String reply) {
        assertThatThrownBy(() -> azure.state(bytes(reply))).isInstanceOf(GatewayException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
