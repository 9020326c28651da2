package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of a request at which Claude's prompt cache may end. A request may have four, and no place that is kept for an hour
 * may come after one that is kept for five minutes (https://platform.claude.com/docs/en/build-with-claude/prompt-caching).
 * Clients that mark each message have more after some turns, and a system message that comes later moves to the front.
 */
public final class CachePoints {
    private static final int MAX = 4;
    private static final String AN_HOUR = "1h";

    private CachePoints() {}

    /**
     * One place.
     *
     * @param block what has the field
     * @param field the field with the kind of cache, and its {@code ttl}
     */
    public record CachePoint(ObjectNode block, String field) {
        /** Whether the place says for how long. */
        public boolean hasTime() {
            return block.path(field).has("ttl");
        }

        private boolean isLong() {
            return block.path(field).path("ttl").asText().equals(AN_HOUR);
        }

        /** Removes the place. */
        public void remove() {
            block.remove(field);
        }

        /** Makes the time that of the provider's default. The request keeps its own object. */
        public void shorten() {
            JsonNode own = block.get(field);
            if (own instanceof ObjectNode control) {
                block.set(field, control.deepCopy().without("ttl"));
            }
        }
    }

    /**
     * Keeps the first place, which is usually after the tools or the system messages, and the last three. Of these, a long one
     * after a short one becomes short.
     *
     * @param points in the order of tools, system and messages
     */
    public static void limit(List<CachePoint> points, UnsupportedFields unsupported) {
        List<CachePoint> kept = new ArrayList<>(points);
        if (kept.size() > MAX) {
            List<CachePoint> others = kept.subList(1, kept.size() - MAX + 1);
            others.forEach(CachePoint::remove);
            others.clear();
            unsupported.drop("cache_control");
        }
        boolean isShort = false;
        for (CachePoint point : kept) {
            if (isShort && point.isLong()) {
                point.shorten();
                unsupported.drop("cache_control.ttl");
            }
            isShort |= !point.isLong();
        }
    }
}
