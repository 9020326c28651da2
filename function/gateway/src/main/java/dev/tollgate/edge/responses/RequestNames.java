package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Refuses fields that would be misread: those that chat has under another name, and those that differ from known ones by case only.
 * Other unknown fields go on to the provider, as in chat.
 */
final class RequestNames {
    /** The fields that the gateway reads, or knows to be OpenAI's. */
    private static final Set<String> KNOWN = Set.of(
            "background",
            "client_metadata",
            "context_management",
            "conversation",
            "include",
            "input",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "model",
            "models",
            "parallel_tool_calls",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "provider",
            "reasoning",
            "safety_identifier",
            "service_tier",
            "session_id",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "usage",
            "user");

    /** Where this API has what chat has elsewhere; nothing where it is not there at all. */
    private static final Map<String, String> MOVED = Map.of(
            "messages", "input",
            "max_tokens", "max_output_tokens",
            "max_completion_tokens", "max_output_tokens",
            "response_format", "text.format",
            "reasoning_effort", "reasoning.effort",
            "verbosity", "text.verbosity",
            "functions", "tools",
            "function_call", "tool_choice",
            "logprobs", "top_logprobs",
            "web_search_options", "tools");

    private RequestNames() {}

    /**
     * Checks the names of a request's fields.
     *
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} that names the field and the right one
     */
    static void check(ObjectNode body) {
        body.fieldNames().forEachRemaining(RequestNames::check);
    }

    private static void check(String name) {
        if (KNOWN.contains(name)) {
            return;
        }
        String moved = MOVED.get(name);
        if (moved != null) {
            throw refused(name, "In the Responses API, this is '" + moved + "'.");
        }
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        if (KNOWN.contains(folded)) {
            throw refused(name, "Did you mean '" + folded + "'? Upper and lower case letters are different.");
        }
        if (name.equals("n")) {
            throw refused(name, "A response has one answer.");
        }
    }

    private static GatewayException refused(String name, String why) {
        return GatewayException.of(
                ErrorKind.UNSUPPORTED_PARAMETER, name, "Unsupported parameter: '" + name + "'. " + why);
    }
}
