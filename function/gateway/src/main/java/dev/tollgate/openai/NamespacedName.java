package dev.tollgate.openai;

import org.jspecify.annotations.Nullable;

/**
 * A tool of OpenAI's Responses API by its name in a group of tools, which chat does not have: there, the name says both.
 *
 * @param namespace the name of the group; null for a tool outside of all groups
 */
public record NamespacedName(@Nullable String namespace, String name) {
    /** The longest name that all providers take. */
    private static final int MOST_CHARACTERS = 64;

    private static final String SEPARATOR = "__";

    /** The function's name in chat; the same for the same tool in each request. */
    public String function() {
        if (namespace == null || namespace.isEmpty()) {
            return name;
        }
        String joined = (namespace.endsWith(SEPARATOR) ? namespace : namespace + SEPARATOR) + name;
        String accepted = joined.replaceAll("[^a-zA-Z0-9_-]", "_");
        if (accepted.equals(joined) && accepted.length() <= MOST_CHARACTERS) {
            return accepted;
        }
        String hash = "_" + Integer.toHexString(joined.hashCode());
        return accepted.substring(0, Math.min(accepted.length(), MOST_CHARACTERS - hash.length())) + hash;
    }
}
