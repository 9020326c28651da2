package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;

/** The names of models in URLs of providers. */
public final class ModelPath {
    private ModelPath() {}

    /**
     * The name as one segment of a path. A slash, such as in an ARN, belongs to the name.
     *
     * @throws GatewayException {@code INVALID_VALUE} for a name that would lead to another path, such as {@code ../x}
     */
    public static String segment(String model) {
        return UrlParser.segment(model)
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.INVALID_VALUE,
                        "model",
                        "Invalid value for 'model': expected the name of a model, without . and .. as parts."));
    }
}
