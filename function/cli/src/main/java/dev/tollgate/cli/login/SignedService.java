package dev.tollgate.cli.login;

import dev.tollgate.store.SigningScope;
import java.util.Arrays;

/** An AWS service that verifies the signatures of requests to the admin API. */
public enum SignedService {
    /** It verifies all requests of a path or none, so that signed requests have a path of their own. */
    API_GATEWAY("execute-api", "/iam"),

    /** It verifies all requests of a function. */
    FUNCTION_URL("lambda", "");

    private final String text;
    private final String path;

    SignedService(String text, String path) {
        this.text = text;
        this.path = path;
    }

    /** The service of this name; that of API Gateway if there is none, for profiles of earlier versions. */
    static SignedService of(String name) {
        return Arrays.stream(values())
                .filter(service -> service.text.equals(name))
                .findFirst()
                .orElse(API_GATEWAY);
    }

    /** Its name in signatures. */
    String text() {
        return text;
    }

    /** What precedes the API in signed requests. */
    String path() {
        return path;
    }

    /** What a signature for it is valid for. */
    SigningScope scope(String region) {
        return new SigningScope(text, region);
    }
}
