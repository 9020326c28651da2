package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.math.BigDecimal;
import java.util.List;

/** Speaks to moderation endpoints of OpenAI's form (https://platform.openai.com/docs/api-reference/moderations/create). */
final class CompatibleModeration implements ContentScanner {
    private final ProviderApi chat;
    private final CompatibleAccess access;
    private final ScanEngine.Moderation moderation;

    CompatibleModeration(ProviderApi chat, CompatibleAccess access, ScanEngine.Moderation moderation) {
        this.chat = chat;
        this.access = access;
        this.moderation = moderation;
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public UpstreamRequest encode(List<String> texts, boolean answer) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", moderation.model());
        ArrayNode input = body.putArray("input");
        texts.forEach(input::add);
        return JsonBody.request(access.endpoint("moderations", moderation.model()), body);
    }

    @Override
    public boolean violation(byte[] body) {
        JsonNode results = UpstreamFailure.read(body).path("results");
        if (!results.isArray() || results.isEmpty()) {
            throw unreadable("no result");
        }
        boolean violation = false;
        for (JsonNode result : results) {
            // Each of them is read, so that an unclear one is not covered by a violation before it.
            violation |= violates(result);
        }
        return violation;
    }

    private boolean violates(JsonNode result) {
        if (moderation.categories().isEmpty() && moderation.thresholds().isEmpty()) {
            return flag(result.path("flagged"), "flagged");
        }
        boolean violation = false;
        for (String category : moderation.categories()) {
            violation |= flag(result.path("categories").path(category), category);
        }
        for (var threshold : moderation.thresholds().entrySet()) {
            BigDecimal score = score(result.path("category_scores").path(threshold.getKey()), threshold.getKey());
            violation |= score.compareTo(threshold.getValue()) >= 0;
        }
        return violation;
    }

    /** A category that the provider does not know must not pass for one that it did not flag. */
    private boolean flag(JsonNode node, String name) {
        if (!node.isBoolean()) {
            throw unreadable("no verdict on " + name);
        }
        return node.booleanValue();
    }

    private BigDecimal score(JsonNode node, String name) {
        return NumberParser.decimal(node).orElseThrow(() -> unreadable("no score of " + name));
    }

    private GatewayException unreadable(String what) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a moderation with " + what + ".");
    }
}
