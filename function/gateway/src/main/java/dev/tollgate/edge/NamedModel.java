package dev.tollgate.edge;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.EmbeddingRequest;
import java.util.Optional;

/**
 * Where a request names its model: in its body, as at OpenAI, or in its path.
 *
 * @param inPath the name in the path, which goes before one in the body; empty if the path has none
 */
public record NamedModel(Optional<String> inPath) {
    /** The body names it. */
    public static final NamedModel IN_BODY = new NamedModel(Optional.empty());

    /** The path names it. */
    public static NamedModel inPath(String name) {
        return new NamedModel(Optional.of(name));
    }

    ChatRequest in(ChatRequest request) {
        return inPath.map(request::withModel).orElse(request);
    }

    EmbeddingRequest in(EmbeddingRequest request) {
        return inPath.map(request::forTarget).orElse(request);
    }

    CompletionRequest in(CompletionRequest request) {
        return inPath.map(request::withModel).orElse(request);
    }
}
