package dev.tollgate.metering;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.ProviderTools;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Tool;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How often a provider may run tools of its own for a request, as far as anybody can know in advance. */
final class ServerToolBound {
    /** For a tool without {@code max_uses}, and for providers that have no such field. */
    static final int WITHOUT_LIMIT = 10;

    /** What a search finds is part of the prompt that the provider bills: about so many tokens. */
    static final int TOKENS_PER_SEARCH = 5_000;

    private static final List<String> SEARCHES =
            List.of("web_search", "google_search", "googleSearch", "enterprise_web_search", "enterpriseWebSearch");
    private static final List<String> MAPS = List.of("google_maps", "googleMaps");
    private static final List<String> FILE_SEARCHES = List.of("file_search");
    private static final List<String> IMAGES = List.of("image_generation");
    private static final List<String> CODE_EXECUTIONS = List.of("code_execution", "codeExecution", "code_interpreter");

    private ServerToolBound() {}

    /**
     * The most that the tools of this request may run.
     *
     * @param sent the same request in the words of another API, if it may go out like that
     */
    static ServerToolUse of(ChatRequest request, Optional<NativeRequest> sent) {
        List<Tool> translated = request.tools() == null ? List.of() : request.tools();
        List<Tool> own = sent.map(ProviderTools::of).orElse(List.of());
        long searches = uses(translated, SEARCHES);
        if (request.searchesTheWeb()) {
            searches += WITHOUT_LIMIT;
        }
        return new ServerToolUse(
                Math.max(searches, uses(own, SEARCHES)),
                Math.max(uses(translated, CODE_EXECUTIONS), uses(own, CODE_EXECUTIONS)),
                Math.max(uses(translated, FILE_SEARCHES), uses(own, FILE_SEARCHES)),
                Math.max(uses(translated, MAPS), uses(own, MAPS)),
                Math.max(uses(translated, IMAGES), uses(own, IMAGES)));
    }

    private static long uses(List<Tool> tools, List<String> types) {
        return tools.stream()
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
