package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.parse.Sha256Digest;
import dev.tollgate.provider.UnsupportedFields;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end user and the service tier of a request. OpenAI's {@code user} (or {@code safety_identifier}, which replaces it)
 * becomes Anthropic's {@code metadata.user_id}.
 *
 * @param metadata absent where the request names no user
 * @param serviceTier absent where Anthropic chooses the tier
 */
record AnthropicAccount(
        @Nullable ObjectNode metadata, @Nullable String serviceTier) {
    private static final String USER_ID = "user_id";

    /** In chars (https://platform.claude.com/docs/en/api/messages/create). A longer one becomes its hash, which means the same user. */
    private static final int LONGEST_ID = 256;

    /**
     * Mail addresses and telephone numbers: Anthropic rejects a request whose {@code user_id} looks like one
     * (https://platform.claude.com/docs/en/api/messages/create).
     */
    private static final Pattern PERSONAL = Pattern.compile("\\S@\\S+\\.\\S|^\\s*\\+?[(\\d][\\d\\s().-]{6,}$");

    static AnthropicAccount of(Map<String, JsonNode> fields, @Nullable String user, UnsupportedFields unsupported) {
        JsonNode metadata = fields.get("metadata");
        String id = first(
                opaque("user", user, unsupported),
                opaque("safety_identifier", text(fields.get("safety_identifier")), unsupported),
                opaque("metadata", metadata == null ? null : text(metadata.get(USER_ID)), unsupported));
        if (metadata != null
                && metadata.properties().stream().anyMatch(tag -> !tag.getKey().equals(USER_ID))) {
            unsupported.report("metadata", "supports only the tag user_id");
        }
        ObjectNode userId =
                id == null ? null : JsonNodeFactory.instance.objectNode().put(USER_ID, id);
        return new AnthropicAccount(userId, tier(text(fields.get("service_tier")), unsupported));
    }

    /** https://platform.claude.com/docs/en/api/service-tiers */
    private static @Nullable String tier(@Nullable String requested, UnsupportedFields unsupported) {
        return switch (requested == null ? "" : requested) {
            case "" -> null;
            case "auto" -> "auto";
            case "default", "standard_only" -> "standard_only";
            default -> {
                unsupported.report("service_tier", "supports only the tiers auto and default");
                yield null;
            }
        };
    }

    private static @Nullable String opaque(String field, @Nullable String id, UnsupportedFields unsupported) {
        if (id == null || !PERSONAL.matcher(id).find()) {
            return id == null || id.length() <= LONGEST_ID ? id : Sha256Digest.hexOf(id);
        }
        unsupported.report(field, "takes no mail addresses and telephone numbers as a user");
        return null;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.textValue();
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}
