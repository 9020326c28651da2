package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.BatchStep;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Batches of Google's Gemini API (https://ai.google.dev/gemini-api/docs/batch-api): the lines are a file, and so are the results. Google
 * deletes the first after two days.
 */
final class GeminiBatches implements BatchAdapter {
    private static final Map<String, String> ACCEPTS_JSON = Map.of("accept", "application/json");
    /** The names in replies are parts of URLs that get the key. */
    private static final Pattern NAME = Pattern.compile("(files|batches)/[A-Za-z0-9_-]{1,100}");

    private static final Pattern STATE_PREFIX = Pattern.compile("^(BATCH|JOB)_STATE_");
    private static final int CANCELLED = 1;
    private static final int FIRST_STATUS = 400;

    private final ProviderApi chat;
    private final GeminiEndpoint endpoint;

    GeminiBatches(ProviderApi chat, GeminiEndpoint endpoint) {
        this.chat = chat;
        this.endpoint = endpoint;
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public boolean takes(BatchEndpoint endpoint) {
        return endpoint == BatchEndpoint.CHAT;
    }

    @Override
    public BatchStep create(String name, BatchEndpoint endpoint, String model, List<BatchLine> lines) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (BatchLine line : lines) {
            file.writeBytes(line.in(JsonNodeFactory.instance.objectNode().put("key", line.customId()), "request"));
            file.write('\n');
        }
        return new BatchStep.Send(
                upload(name, file.toByteArray()),
                false,
                reply -> started(name, model, name(read(reply).path("file").path("name"))));
    }

    /**
     * A body of two parts, without the form fields that {@code multipart/form-data} has
     * (https://ai.google.dev/api/files#method:-media.upload).
     */
    private UpstreamRequest upload(String name, byte[] lines) {
        // Nobody knows the name before this request, so that no line can hold it.
        String boundary = "lines-" + name;
        ObjectNode about = JsonNodeFactory.instance.objectNode();
        about.putObject("file").put("displayName", name);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head(boundary, "application/json; charset=utf-8"));
        body.writeBytes(about.toString().getBytes(StandardCharsets.UTF_8));
        body.writeBytes(head(boundary, "application/jsonl"));
        body.writeBytes(lines);
        body.writeBytes(ascii("\r\n--" + boundary + "--\r\n"));
        Map<String, String> headers = Map.of(
                "content-type", "multipart/related; boundary=" + boundary,
                "x-goog-upload-protocol", "multipart",
                "accept", "application/json");
        return new UpstreamRequest(endpoint.upload(), headers, body.toByteArray(), false);
    }

    /** What comes before a part. A line break before the first one is a preamble, which nobody reads. */
    private static byte[] head(String boundary, String mediaType) {
        return ascii("\r\n--" + boundary + "\r\nContent-Type: " + mediaType + "\r\n\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private BatchStep started(String name, String model, String file) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("batch")
                .put("displayName", name)
                .putObject("inputConfig")
                .put("fileName", file);
        return new BatchStep.Send(
                JsonBody.request(endpoint.batch(model), request), true, reply -> new BatchStep.Created(state(reply)));
    }

    @Override
    public UpstreamRequest find(String id) {
        return UpstreamRequest.bodiless("GET", endpoint.resource(checked(id)), ACCEPTS_JSON);
    }

    @Override
    public UpstreamRequest cancel(String id) {
        return UpstreamRequest.bodiless("POST", endpoint.resource(checked(id) + ":cancel"), ACCEPTS_JSON);
    }

    /** The reply is an operation (https://ai.google.dev/api/batch-api): the batch is its metadata. */
    @Override
    public BatchState state(byte[] reply) {
        JsonNode operation = read(reply);
        JsonNode batch = operation.path("metadata");
        JsonNode counts = batch.path("batchStats");
        JsonNode error = operation.path("error");
        return new BatchState(
                name(operation.path("name")),
                status(batch.path("state").asText()),
                new BatchCounts(
                        count(counts, "requestCount"),
                        count(counts, "successfulRequestCount"),
                        count(counts, "failedRequestCount")),
                results(operation, batch),
                error.isObject()
                        ? List.of(new BatchError(
                                error.path("status").asText("batch_failed"),
                                error.path("message").asText(),
                                null))
                        : List.of());
    }

    /** Google writes long numbers as text. */
    private static long count(JsonNode counts, String name) {
        return NumberParser.whole(counts.path(name).asText(), 0, Integer.MAX_VALUE)
                .orElse(0);
    }

    private BatchStatus status(String state) {
        return switch (STATE_PREFIX.matcher(state).replaceFirst("")) {
            case "", "UNSPECIFIED", "PENDING" -> BatchStatus.VALIDATING;
            case "RUNNING" -> BatchStatus.IN_PROGRESS;
            case "SUCCEEDED" -> BatchStatus.COMPLETED;
            case "FAILED" -> BatchStatus.FAILED;
            case "CANCELLED" -> BatchStatus.CANCELLED;
            case "EXPIRED" -> BatchStatus.EXPIRED;
            default -> throw unreadable();
        };
    }

    private List<String> results(JsonNode operation, JsonNode batch) {
        JsonNode named = operation.path("response").path("responsesFile");
        JsonNode file = named.isTextual() ? named : batch.path("output").path("responsesFile");
        return file.isTextual() && !file.asText().isEmpty() ? List.of(name(file)) : List.of();
    }

    @Override
    public List<UpstreamRequest> results(BatchState ended) {
        return ended.results().stream()
                .map(file -> UpstreamRequest.bodiless("GET", endpoint.download(checked(file)), Map.of("accept", "*/*")))
                .toList();
    }

    @Override
    public String nameField() {
        return "key";
    }

    @Override
    public Optional<BatchResult> result(byte[] line) {
        JsonNode read = UpstreamFailure.read(line);
        String customId = read.path(nameField()).textValue();
        if (customId == null) {
            return Optional.empty();
        }
        JsonNode response = read.path("response");
        if (response.isObject()) {
            return Optional.of(new BatchResult.Answered(customId, bytes(response)));
        }
        JsonNode error = read.path("error");
        return Optional.of(
                error.path("code").asInt() == CANCELLED
                        ? BatchResult.Skipped.cancelled(customId)
                        : new BatchResult.Refused(customId, httpStatus(error), bytes(read)));
    }

    /** Google's results have codes of gRPC (https://google.aip.dev/193), or HTTP's. */
    private static int httpStatus(JsonNode error) {
        int code = error.path("code").asInt();
        if (code >= FIRST_STATUS) {
            return code;
        }
        return switch (code) {
            case 3, 9, 11 -> 400;
            case 7 -> 403;
            case 5 -> 404;
            case 8 -> 429;
            default -> 500;
        };
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode read(byte[] reply) {
        JsonNode document = UpstreamFailure.read(reply);
        if (!document.isObject()) {
            throw unreadable();
        }
        return document;
    }

    private String name(JsonNode name) {
        return checked(name.asText());
    }

    private String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw unreadable();
        }
        return name;
    }

    private GatewayException unreadable() {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply that cannot be read.");
    }
}
