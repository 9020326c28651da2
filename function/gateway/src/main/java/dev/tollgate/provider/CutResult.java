package dev.tollgate.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.util.Optional;

/** The result of a batch's line that is too long to be read. Its beginning mostly names its request. */
public final class CutResult {
    private CutResult() {}

    /**
     * What is known of such a result; empty if its name does not come before the end.
     *
     * @param nameField the field with the name of the request
     */
    public static Optional<BatchResult> of(String provider, String nameField, byte[] beginning) {
        return name(nameField, beginning)
                .map(customId -> new BatchResult.Unreadable(
                        customId,
                        new GatewayException(
                                ErrorKind.UPSTREAM_FAILED, provider + " sent a result that is too long.")));
    }

    private static Optional<String> name(String nameField, byte[] beginning) {
        try (JsonParser parser = JsonCodec.mapper().createParser(beginning)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean names = parser.currentName().equals(nameField);
                if (parser.nextToken() == JsonToken.VALUE_STRING && names) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException cutBeforeItsName) {
            return Optional.empty();
        }
    }
}
