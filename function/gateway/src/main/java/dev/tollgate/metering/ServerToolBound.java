package dev.tollgate.metering;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Tool;
import java.util.List;
import java.util.OptionalLong;

/** How often a provider may run tools of its own for a request, as far as anybody can know in advance. */
final class ServerToolBound {
    /** For a tool without {@code max_uses}, and for providers that have no such field. */
    static final int WITHOUT_LIMIT = 10;

    /** What a search finds is part of the prompt that the provider bills: about so many tokens. */
    static final int TOKENS_PER_SEARCH = 5_000;

    private static final List<String> SEARCHES = List.of("web_search", "google_search", "googleSearch");
    private static final List<String> CODE_EXECUTIONS = List.of("code_execution", "codeExecution");

    private ServerToolBound() {}

    /** The most that the tools of this request may run. */
    static ServerToolUse of(ChatRequest request) {
        long searches = uses(request, SEARCHES);
        if (request.searchesTheWeb()) {
            searches += WITHOUT_LIMIT;
        }
        return new ServerToolUse(searches, uses(request, CODE_EXECUTIONS));
    }

    private static long uses(ChatRequest request, List<String> types) {
        return request.tools() == null
                ? 0
                : request.tools().stream()
                        .filter(tool -> tool.function() == null)
                        .filter(tool -> types.stream().anyMatch(tool.type()::startsWith))
                        .mapToLong(ServerToolBound::uses)
                        .sum();
    }

    private static long uses(Tool tool) {
        OptionalLong limit = tool.maxUses();
        return limit.isPresent() ? Math.clamp(limit.getAsLong(), 0, ServerToolUse.MOST) : WITHOUT_LIMIT;
    }
}
