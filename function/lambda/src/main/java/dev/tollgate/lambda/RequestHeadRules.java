package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.regex.Pattern;

/**
 * What the head of an HTTP request may contain (https://www.rfc-editor.org/rfc/rfc9110#section-5). A server checks this when it reads
 * a socket; an event is JSON, which holds anything.
 */
final class RequestHeadRules {
    private static final int MAX_NAME_LENGTH = 256;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1," + MAX_NAME_LENGTH + "}");
    private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");

    private RequestHeadRules() {}

    /** The method. Throws {@code INVALID_VALUE} if it is none. */
    static String method(String method) {
        require(TOKEN.matcher(method).matches(), "The method of the request is malformed.");
        return method;
    }

    /** The header. Throws {@code INVALID_VALUE} if its name or its value cannot be in a header. */
    static Header header(String name, String value) {
        require(TOKEN.matcher(name).matches(), "The name of a header is malformed.");
        require(VALUE.matcher(value).matches(), "The header " + name + " has control characters.");
        return new Header(name, value);
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new GatewayException(ErrorKind.INVALID_VALUE, message);
        }
    }
}
