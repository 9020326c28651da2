package dev.tollgate.edge.responses;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The client's names for the fields of the chat request that was made of its request: {@code messages[3].content[0]} was
 * {@code input[2].content[0]}.
 */
final class FieldPaths {
    /** What the request itself has under another name. */
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("max_completion_tokens", "max_output_tokens"),
            Map.entry("max_tokens", "max_output_tokens"),
            Map.entry("messages", "input"),
            Map.entry("messages[]", "input[]"),
            Map.entry("messages[].tool_calls[]", "input[]"),
            Map.entry("reasoning_effort", "reasoning.effort"),
            Map.entry("response_format", "text.format"),
            Map.entry("response_format.json_schema", "text.format"),
            Map.entry("verbosity", "text.verbosity"),
            Map.entry("logprobs", "include"),
            Map.entry("tools[]", "tools[]"));

    /** What is nested in chat, and flat here. */
    private static final Map<String, String> FLAT = flat();

    private final Map<String, String> paths = new HashMap<>(RENAMED);

    private static Map<String, String> flat() {
        Map<String, String> flat = new LinkedHashMap<>();
        flat.put(".image_url.url", ".image_url");
        flat.put(".image_url.detail", ".detail");
        flat.put(".file.", ".");
        flat.put(".function.", ".");
        flat.put(".tool_call_id", ".call_id");
        flat.put(".thinking_blocks", ".encrypted_content");
        flat.put(".content_parts", ".encrypted_content");
        flat.put(".reasoning_details", ".encrypted_content");
        flat.put(".extra_content", ".encrypted_content");
        flat.put(".reasoning_content", ".summary");
        return flat;
    }

    /** Says where an object of the chat request comes from. */
    void put(String chat, String client) {
        paths.put(chat, client);
    }

    /** The client's name; the same name where it is the client's already. */
    String name(String chat) {
        int end = chat.length();
        while (end > 0) {
            String known = paths.get(chat.substring(0, end));
            if (known != null) {
                return known + flat(chat.substring(end));
            }
            end = Math.max(chat.lastIndexOf('.', end - 1), chat.lastIndexOf('[', end - 1));
        }
        return chat;
    }

    private static String flat(String rest) {
        String flat = rest;
        for (Map.Entry<String, String> nested : FLAT.entrySet()) {
            int at = flat.indexOf(nested.getKey());
            if (at >= 0) {
                flat = flat.substring(0, at)
                        + nested.getValue()
                        + flat.substring(at + nested.getKey().length());
            }
        }
        return flat;
    }
}
