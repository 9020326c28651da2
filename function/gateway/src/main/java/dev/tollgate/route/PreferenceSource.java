package dev.tollgate.route;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.GatewayFields;

/** Where a request states a routing preference. */
enum PreferenceSource {
    /** The header {@code x-tollgate-route}. */
    HEADER("x-tollgate-route", "the header"),
    /** The object {@code provider} in the body, as at OpenRouter. */
    BODY(GatewayFields.PROVIDER, "the field 'provider'");

    private static final int LONGEST_SHOWN = 80;

    private final String param;
    private final String words;

    PreferenceSource(String param, String words) {
        this.param = param;
        this.words = words;
    }

    /** The header or field that an error names. */
    String param() {
        return param;
    }

    /** The same in a sentence. */
    String words() {
        return words;
    }

    /**
     * The error for a name that the gateway does not know.
     *
     * @param entry the part of the preference that has the name
     */
    GatewayException unknownName(String entry, String name) {
        String why = "names " + shown(name) + ", which is neither a provider nor a model known here";
        return switch (this) {
            case HEADER -> RoutePreferenceParser.wrong(why);
            case BODY ->
                GatewayException.of(
                        ErrorKind.INVALID_VALUE,
                        param + "." + entry,
                        "The field '" + param + "." + entry + "' " + why + ".");
        };
    }

    /** What the caller wrote, in quotation marks. */
    static String shown(String text) {
        return "'" + shortened(text) + "'";
    }

    /** What the caller wrote, without control characters and not too long for a header or a log line. */
    static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }
}
