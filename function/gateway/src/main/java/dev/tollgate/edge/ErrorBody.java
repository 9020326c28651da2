package dev.tollgate.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.openai.GatewayException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's error document; all four keys are always there.
 *
 * @param error what went wrong
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ErrorBody(Detail error) {

    /** Message for people; type, code and the field's path for programs. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Detail(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    static ErrorBody document(GatewayException failure) {
        return new ErrorBody(new Detail(
                Objects.requireNonNull(failure.getMessage()),
                failure.kind().type(),
                failure.param(),
                failure.kind().code()));
    }

    /** The document as JSON. */
    public static byte[] of(GatewayException failure) {
        return ServerSentEvents.json(document(failure));
    }
}
