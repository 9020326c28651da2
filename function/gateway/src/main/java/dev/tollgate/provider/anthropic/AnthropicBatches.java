package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.BatchStep;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.ReportedCount;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Anthropic's Message Batches (https://platform.claude.com/docs/en/api/messages/batches): the lines are in the request that creates the
 * batch, and all results in one file.
 */
final class AnthropicBatches implements BatchAdapter {
    private static final Pattern CUSTOM_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final ProviderApi chat;
    private final URI batches;
    private final Map<String, String> headers;

    /**
     * The batches of an account.
     *
     * @param headers those of each request, without credentials
     */
    AnthropicBatches(ProviderApi chat, URI batches, Map<String, String> headers) {
        this.chat = chat;
        this.batches = batches;
        this.headers = Map.copyOf(headers);
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
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ascii("{\"requests\":["));
        String separator = "";
        for (BatchLine line : lines) {
            requireCustomId(line.customId());
            body.writeBytes(ascii(separator));
            body.writeBytes(line.in(JsonNodeFactory.instance.objectNode().put("custom_id", line.customId()), "params"));
            separator = ",";
        }
        body.writeBytes(ascii("]}"));
        return new BatchStep.Send(
                new UpstreamRequest(batches, headers, body.toByteArray(), false),
                true,
                reply -> new BatchStep.Created(state(reply)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void requireCustomId(String customId) {
        if (!CUSTOM_ID.matcher(customId).matches()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "custom_id",
                    "Invalid value: 'custom_id': " + chat.name()
                            + " takes 1 to 64 letters, digits, hyphens and underscores.");
        }
    }

    @Override
    public UpstreamRequest find(String id) {
        return UpstreamRequest.bodiless("GET", batch(id, ""), headers);
    }

    @Override
    public UpstreamRequest cancel(String id) {
        return UpstreamRequest.bodiless("POST", batch(id, "/cancel"), headers);
    }

    @Override
    public BatchState state(byte[] reply) {
        JsonNode batch = UpstreamFailure.read(reply);
        JsonNode counts = batch.path("request_counts");
        long succeeded = ReportedCount.orZero(counts.get("succeeded"));
        long cancelled = ReportedCount.orZero(counts.get("canceled"));
        long expired = ReportedCount.orZero(counts.get("expired"));
        long failed = ReportedCount.orZero(counts.get("errored")) + cancelled + expired;
        String id = batch.path("id").textValue();
        if (id == null) {
            throw unreadable();
        }
        BatchStatus status =
                switch (batch.path("processing_status").asText()) {
                    case "in_progress" -> BatchStatus.IN_PROGRESS;
                    case "canceling" -> BatchStatus.CANCELLING;
                    case "ended" -> ended(cancelled, expired);
                    default -> throw unreadable();
                };
        return new BatchState(
                id,
                status,
                new BatchCounts(ReportedCount.orZero(counts.get("processing")) + succeeded + failed, succeeded, failed),
                List.of(),
                List.of());
    }

    private static BatchStatus ended(long cancelled, long expired) {
        if (cancelled > 0) {
            return BatchStatus.CANCELLED;
        }
        return expired > 0 ? BatchStatus.EXPIRED : BatchStatus.COMPLETED;
    }

    /** At its documented path, and not at the URL that the reply names: no other server may get the key. */
    @Override
    public List<UpstreamRequest> results(BatchState ended) {
        return List.of(UpstreamRequest.bodiless("GET", batch(ended.id(), "/results"), headers));
    }

    @Override
    public Optional<BatchResult> result(byte[] line) {
        JsonNode read = UpstreamFailure.read(line);
        String customId = read.path("custom_id").textValue();
        if (customId == null) {
            return Optional.empty();
        }
        JsonNode result = read.path("result");
        return Optional.of(
                switch (result.path("type").asText()) {
                    case "succeeded" -> new BatchResult.Answered(customId, bytes(result.path("message")));
                    case "errored" -> refused(customId, result.path("error"));
                    case "canceled" -> BatchResult.Skipped.cancelled(customId);
                    case "expired" -> BatchResult.Skipped.expired(customId);
                    default -> new BatchResult.Unreadable(customId, unreadable());
                });
    }

    /** The status is not in the result; the error's type says whose fault it is. */
    private static BatchResult refused(String customId, JsonNode error) {
        boolean ofRequest = error.path("error").path("type").asText().equals("invalid_request_error");
        return new BatchResult.Refused(customId, ofRequest ? 400 : 500, bytes(error));
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private URI batch(String id, String path) {
        return UrlParser.append(batches, "/" + UrlParser.segment(id).orElseThrow(this::unreadable) + path);
    }

    private GatewayException unreadable() {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply that cannot be read.");
    }
}
