package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.FormPart;
import dev.tollgate.parse.MultipartForm;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.BatchStep;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.ReportedCount;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenAI's batches (https://platform.openai.com/docs/api-reference/batch): the lines are a file, and so are the results. Providers
 * delete both after some weeks.
 */
final class CompatibleBatches implements BatchAdapter {
    private static final String FILES = "files";
    private static final String BATCHES = "batches";
    private static final Map<String, String> ACCEPTS_JSON = Map.of("accept", "application/json");

    private final ProviderApi chat;
    private final CompatibleAccess access;
    private final Set<BatchEndpoint> endpoints;

    /** The batches of an account, with lines of these endpoints. */
    CompatibleBatches(ProviderApi chat, CompatibleAccess access, Set<BatchEndpoint> endpoints) {
        this.chat = chat;
        this.access = access;
        this.endpoints = Set.copyOf(endpoints);
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public boolean takes(BatchEndpoint endpoint) {
        return endpoints.contains(endpoint);
    }

    @Override
    public BatchStep create(String name, BatchEndpoint endpoint, String model, List<BatchLine> lines) {
        String url = access.lineUrl(endpoint);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (BatchLine line : lines) {
            ObjectNode head = JsonNodeFactory.instance.objectNode();
            head.put("custom_id", line.customId()).put("method", "POST").put("url", url);
            file.writeBytes(line.in(head, "body"));
            file.write('\n');
        }
        // Nobody knows the name before this request, so that no line can hold it.
        String boundary = "lines-" + name;
        List<FormPart> form = List.of(
                FormPart.text("purpose", "batch"),
                new FormPart("file", name + ".jsonl", "application/jsonl", file.toByteArray()));
        return new BatchStep.Send(
                new UpstreamRequest(
                        access.account(FILES),
                        Map.of("content-type", MultipartForm.contentType(boundary), "accept", "application/json"),
                        MultipartForm.write(form, boundary),
                        false),
                false,
                reply -> started(name, url, id(read(reply))));
    }

    private BatchStep started(String name, String url, String file) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.put("input_file_id", file).put("endpoint", url).put("completion_window", "24h");
        batch.putObject("metadata").put("gateway_batch", name);
        return new BatchStep.Send(
                JsonBody.request(access.account(BATCHES), batch), true, reply -> new BatchStep.Created(state(reply)));
    }

    @Override
    public UpstreamRequest find(String id) {
        return UpstreamRequest.bodiless("GET", access.account(BATCHES + "/" + segment(id)), ACCEPTS_JSON);
    }

    @Override
    public UpstreamRequest cancel(String id) {
        return UpstreamRequest.bodiless("POST", access.account(BATCHES + "/" + segment(id) + "/cancel"), ACCEPTS_JSON);
    }

    @Override
    public BatchState state(byte[] reply) {
        JsonNode batch = read(reply);
        List<BatchError> errors = new ArrayList<>();
        batch.path("errors")
                .path("data")
                .forEach(error -> errors.add(new BatchError(
                        error.path("code").asText(),
                        error.path("message").asText(),
                        ReportedCount.of(error.get("line")))));
        JsonNode counts = batch.path("request_counts");
        return new BatchState(
                id(batch),
                BatchStatus.of(batch.path("status").asText()).orElseThrow(this::unreadable),
                new BatchCounts(
                        ReportedCount.orZero(counts.get("total")),
                        ReportedCount.orZero(counts.get("completed")),
                        ReportedCount.orZero(counts.get("failed"))),
                files(batch),
                errors);
    }

    /** Azure sends an empty text for no file. */
    private static List<String> files(JsonNode batch) {
        List<String> files = new ArrayList<>();
        for (String field : List.of("output_file_id", "error_file_id")) {
            String file = batch.path(field).textValue();
            if (file != null && !file.isBlank()) {
                files.add(file);
            }
        }
        return files;
    }

    @Override
    public List<UpstreamRequest> results(BatchState ended) {
        return ended.results().stream().map(this::content).toList();
    }

    private UpstreamRequest content(String file) {
        URI uri = access.account(FILES + "/" + segment(file) + "/content");
        return UpstreamRequest.bodiless("GET", uri, Map.of("accept", "*/*"));
    }

    @Override
    public Optional<BatchResult> result(byte[] line) {
        JsonNode result = UpstreamFailure.read(line);
        String customId = result.path("custom_id").textValue();
        if (customId == null) {
            return Optional.empty();
        }
        JsonNode response = result.path("response");
        if (!response.isObject()) {
            JsonNode error = result.path("error");
            return Optional.of(new BatchResult.Skipped(
                    customId,
                    error.path("code").asText("batch_failed"),
                    error.path("message").asText("The provider did not answer this request.")));
        }
        int status = response.path("status_code").asInt();
        byte[] body = response.path("body").toString().getBytes(StandardCharsets.UTF_8);
        return Optional.of(
                status >= 200 && status < 300
                        ? new BatchResult.Answered(customId, body)
                        : new BatchResult.Refused(customId, status, body));
    }

    private JsonNode read(byte[] reply) {
        JsonNode document = UpstreamFailure.read(reply);
        if (!document.isObject()) {
            throw unreadable();
        }
        if (CompatibleFailure.isError(document.get("error"), document.get("object"))) {
            throw CompatibleFailure.of(chat.name(), 200, document);
        }
        return document;
    }

    private String id(JsonNode document) {
        String id = document.path("id").textValue();
        if (id == null) {
            throw unreadable();
        }
        return id;
    }

    private String segment(String id) {
        return UrlParser.segment(id).orElseThrow(this::unreadable);
    }

    private GatewayException unreadable() {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply that cannot be read.");
    }
}
