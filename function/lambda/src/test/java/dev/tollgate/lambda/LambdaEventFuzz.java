package dev.tollgate.lambda;

import dev.tollgate.lambda.LambdaEventReader.UnreadableEventException;
import dev.tollgate.parse.UrlParser;
import java.nio.charset.StandardCharsets;

/** Every event is read, and the target of a request is a URI whatever the event says. */
public final class LambdaEventFuzz {
    private LambdaEventFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        requireUri(UriText.path(new String(input, StandardCharsets.UTF_8)));
        try {
            if (LambdaEventReader.read(input) instanceof EventRequest request) {
                requireUri(request.target());
                RequestHeadRules.method(request.method());
            }
        } catch (UnreadableEventException refused) {
            return;
        }
    }

    private static void requireUri(String target) {
        if (!UrlParser.isUri("http://host" + target)) {
            throw new AssertionError("no URI: " + target);
        }
    }
}
