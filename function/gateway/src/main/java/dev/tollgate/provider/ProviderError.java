package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A provider's error as it came, before anything is made of it.
 *
 * @param status the HTTP status, or the one that the body gives; 200 where an error in a stream gives none
 * @param codes every code, type and status of the body, in lower case
 * @param param the field of the request that the provider names
 * @param message the provider's own message; empty where it sends none
 * @param body the body, which may say when to try again; a missing node where it is not JSON
 */
public record ProviderError(
        String provider,
        int status,
        List<String> codes,
        @Nullable String param,
        String message,
        JsonNode body) {

    public ProviderError {
        codes = codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).toList();
    }

    /** An error with one code, and nothing but its message. */
    public ProviderError(String provider, int status, String code, String message) {
        this(provider, status, List.of(code), null, message, MissingNode.getInstance());
    }
}
