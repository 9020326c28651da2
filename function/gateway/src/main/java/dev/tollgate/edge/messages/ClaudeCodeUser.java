package dev.tollgate.edge.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user in {@code metadata.user_id} of Claude Code, which is another one for each session: {@code user_…_account_…_session_…}, and
 * since version 2.1.78 {@code {"device_id":…,"account_uuid":…,"session_id":…}} as text. Who it is does not depend on the session.
 */
public final class ClaudeCodeUser {
    private static final Pattern WITH_SESSION =
            Pattern.compile("(user_[0-9a-f]+_account_[0-9a-f-]*)_session_[0-9a-f-]+");

    private ClaudeCodeUser() {}

    /** The same user in every session, in the first form. Any other name stays as it is. */
    public static String withoutSession(String user) {
        Matcher match = WITH_SESSION.matcher(user);
        return match.matches() ? match.group(1) : ofJson(user).orElse(user);
    }

    private static Optional<String> ofJson(String user) {
        if (!user.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonCodec.mapper().readTree(user);
            return Optional.of(json)
                    .filter(fields -> fields.path("session_id").isTextual()
                            && fields.path("device_id").isTextual())
                    .map(fields -> "user_" + fields.path("device_id").asText() + "_account_"
                            + fields.path("account_uuid").asText());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
