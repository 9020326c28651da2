package dev.tollgate.admin.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Text in the form of a query, or of a form that a browser sends (https://url.spec.whatwg.org/#application/x-www-form-urlencoded). */
public final class FormText {
    private FormText() {}

    /** A query or a form with these fields. */
    public static String of(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> of(field.getKey()) + "=" + of(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A single name or value. */
    public static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
