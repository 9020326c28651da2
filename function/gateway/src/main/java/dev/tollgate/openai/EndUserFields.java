package dev.tollgate.openai;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * On whose behalf a request is, in its own fields: {@code user}, or {@code safety_identifier}, which replaces it
 * (<a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI's reference</a>).
 */
public final class EndUserFields {
    /** The field that most clients know. */
    public static final String USER = "user";

    private EndUserFields() {}

    /**
     * The name of the end user; empty if the request has none.
     *
     * @throws GatewayException {@code INVALID_VALUE} if a field is no text
     */
    public static Optional<String> of(ModelRequest request) {
        return Stream.of(
                        request instanceof EmbeddingRequest embedding
                                ? Optional.ofNullable(embedding.user())
                                : Optional.ofNullable(OptionalField.text(request.extra(), USER)),
                        Optional.ofNullable(OptionalField.text(request.extra(), "safety_identifier")))
                .flatMap(Optional::stream)
                .filter(name -> !name.isBlank())
                .findFirst();
    }
}
