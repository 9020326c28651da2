package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.CallerReference;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.TokenIdentity;
import java.util.Set;
import java.util.TreeSet;

/** Whose response it is, in the event with which the function invokes itself. */
final class QueuedCaller {
    private static final String KEY = "key";
    private static final String TOKEN = "token";
    private static final String SUBJECT = "subject";
    private static final String TEAM = "team";
    private static final String ALIASES = "aliases";

    private QueuedCaller() {}

    static void write(CallerReference caller, ObjectNode event) {
        switch (caller) {
            case KeyHash key -> event.put(KEY, key.hex());
            case TokenIdentity(String subject, String team, Set<String> aliases) -> {
                ObjectNode token = event.putObject(TOKEN).put(SUBJECT, subject).put(TEAM, team);
                ArrayNode names = token.putArray(ALIASES);
                aliases.forEach(names::add);
            }
        }
    }

    /** Throws IllegalArgumentException if the event names no caller. */
    static CallerReference read(JsonNode event) {
        JsonNode token = event.path(TOKEN);
        if (!token.isObject()) {
            return new KeyHash(event.path(KEY).asText());
        }
        Set<String> aliases = new TreeSet<>();
        token.path(ALIASES).forEach(name -> aliases.add(name.asText()));
        return new TokenIdentity(token.path(SUBJECT).asText(), token.path(TEAM).asText(), aliases);
    }
}
