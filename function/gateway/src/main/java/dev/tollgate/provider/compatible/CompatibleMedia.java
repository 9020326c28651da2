package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaBody;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.parse.FormPart;
import dev.tollgate.parse.MultipartForm;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.MediaEvent;
import dev.tollgate.provider.MediaReply;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Speaks to providers with OpenAI's endpoints for images, audio and moderations
 * (https://platform.openai.com/docs/api-reference/images), and with Jina's for ranking. It forwards the request unchanged except for
 * the model's name and fields that the provider names otherwise, and the reply as it is.
 */
final class CompatibleMedia implements MediaAdapter {
    private final ProviderApi chat;
    private final CompatibleAccess access;
    private final ProviderQuirks quirks;

    CompatibleMedia(ProviderApi chat, CompatibleAccess access, ProviderQuirks quirks) {
        this.chat = chat;
        this.access = access;
        this.quirks = quirks;
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public UpstreamRequest encode(MediaRequest request, String model, UnsupportedFields unsupported) {
        URI uri = access.endpoint(request.endpoint().path(), model);
        return switch (request.body()) {
            case MediaBody.Json(Map<String, JsonNode> fields) -> json(uri, request, model, fields);
            case MediaBody.Form(List<FormPart> parts) -> {
                List<FormPart> all = new ArrayList<>(parts);
                all.addFirst(FormPart.text("model", model));
                String boundary = MultipartForm.boundaryOf(all);
                yield new UpstreamRequest(
                        uri,
                        Map.of("content-type", MultipartForm.contentType(boundary), "accept", "*/*"),
                        MultipartForm.write(all, boundary),
                        request.streamed());
            }
        };
    }

    private UpstreamRequest json(URI uri, MediaRequest request, String model, Map<String, JsonNode> fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        fields.forEach((name, value) -> body.set(quirks.renamed().getOrDefault(name, name), value));
        UpstreamRequest upstream = JsonBody.request(uri, body);
        return request.endpoint() == MediaEndpoint.SPEECH || request.streamed()
                ? new UpstreamRequest(
                        uri,
                        Map.of("content-type", "application/json", "accept", "*/*"),
                        upstream.body(),
                        request.streamed())
                : upstream;
    }

    @Override
    public MediaReply decode(MediaRequest request, byte[] body) {
        JsonNode reply = UpstreamFailure.read(body);
        if (!reply.isObject()) {
            if (request.endpoint().hears() && body.length > 0) {
                return new MediaReply(body, null);
            }
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply that cannot be read.");
        }
        requireSuccess(reply);
        return switch (request.endpoint()) {
            case RERANK -> CompatibleRanking.reply(chat.name(), body, reply);
            case MODERATIONS -> whole(body, reply, "results", request);
            case IMAGE_GENERATIONS, IMAGE_EDITS -> whole(body, reply, "data", request);
            case TRANSCRIPTIONS, TRANSLATIONS -> whole(body, reply, "text", request);
            case SPEECH ->
                throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent JSON in place of speech.");
        };
    }

    private MediaReply whole(byte[] body, JsonNode reply, String result, MediaRequest request) {
        if (!reply.hasNonNull(result)) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without '" + result + "'.");
        }
        return new MediaReply(
                body, CompatibleMediaUsage.of(request, reply, reply.path("data").size()));
    }

    @Override
    public MediaEvent event(MediaRequest request, ReplyEvent event) {
        if (event.isEnd()) {
            return MediaEvent.PART;
        }
        JsonNode data = UpstreamFailure.read(event.data().getBytes(StandardCharsets.UTF_8));
        requireSuccess(data);
        String type = data.path("type").asText();
        boolean complete = type.endsWith(".completed") || type.endsWith(".done");
        int images = complete && request.endpoint().returnsImages() ? 1 : 0;
        return complete ? new MediaEvent(true, CompatibleMediaUsage.of(request, data, images)) : MediaEvent.PART;
    }

    /** Some providers send an error with the status of a success. */
    private void requireSuccess(JsonNode reply) {
        if (CompatibleFailure.isError(reply.get("error"), reply.get("object"))
                || "error".equals(reply.path("type").asText())) {
            throw CompatibleFailure.of(chat.name(), 200, reply);
        }
    }
}
