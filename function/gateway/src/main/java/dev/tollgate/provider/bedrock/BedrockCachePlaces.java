package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.CachePoints;
import dev.tollgate.provider.claude.CachePoints.CachePoint;
import dev.tollgate.provider.claude.ClaudeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a model takes cache points. Bedrock rejects a request with others
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html).
 *
 * @param inTools whether among the tools
 * @param inText whether in system messages, and in messages without calls and results
 * @param withTools whether in messages with calls or results
 * @param keepsLong whether for an hour as well
 */
record BedrockCachePlaces(boolean inTools, boolean inText, boolean withTools, boolean keepsLong) {
    private static final String POINT = "cachePoint";

    /** The places of a model. An ARN may be that of any model, so all that the caller marks is sent. */
    static BedrockCachePlaces of(String model) {
        ClaudeModel claude = ClaudeModel.of(model);
        if (claude.isClaude()) {
            return new BedrockCachePlaces(true, true, true, claude.keepsLongCacheAtBedrock());
        }
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("nova")) {
            return new BedrockCachePlaces(false, true, false, false);
        }
        boolean isUnknown = name.startsWith("arn:");
        return new BedrockCachePlaces(isUnknown, isUnknown, isUnknown, isUnknown);
    }

    /** Removes the points that the model does not take, and those that are too many. */
    void limit(ObjectNode toolConfig, BedrockMessages messages, UnsupportedFields unsupported) {
        List<ArrayNode> lists = new ArrayList<>();
        List<CachePoint> points = new ArrayList<>();
        if (toolConfig.get("tools") instanceof ArrayNode tools) {
            lists.add(tools);
            points.addAll(kept(tools, inTools, unsupported));
        }
        lists.add(messages.system());
        points.addAll(kept(messages.system(), inText, unsupported));
        for (JsonNode turn : messages.turns()) {
            if (turn.get("content") instanceof ArrayNode content) {
                lists.add(content);
                points.addAll(kept(content, hasTools(content) ? withTools : inText, unsupported));
            }
        }
        CachePoints.limit(points, unsupported);
        lists.forEach(list -> list.removeIf(JsonNode::isEmpty));
    }

    private List<CachePoint> kept(ArrayNode list, boolean taken, UnsupportedFields unsupported) {
        List<CachePoint> points = points(list).toList();
        if (!points.isEmpty() && !taken) {
            points.forEach(CachePoint::remove);
            unsupported.drop("cache_control");
            return List.of();
        }
        if (!keepsLong) {
            points.stream().filter(CachePoint::hasTime).forEach(point -> {
                point.shorten();
                unsupported.drop("cache_control.ttl");
            });
        }
        return points;
    }

    private static Stream<CachePoint> points(ArrayNode list) {
        return list.valueStream()
                .filter(block -> block.has(POINT))
                .filter(ObjectNode.class::isInstance)
                .map(block -> new CachePoint((ObjectNode) block, POINT));
    }

    private static boolean hasTools(ArrayNode content) {
        return content.valueStream().anyMatch(block -> block.has("toolUse") || block.has("toolResult"));
    }
}
