package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A model's full name, {@code provider/model}. The second half may contain slashes:
 * {@code openrouter/meta-llama/llama-4} is the model {@code meta-llama/llama-4} of {@code openrouter}.
 */
public record ModelName(String provider, String model) {

    public ModelName {
        if (provider.isEmpty() || model.isEmpty() || provider.indexOf('/') >= 0) {
            throw new IllegalArgumentException("expected provider/model");
        }
    }

    /** Reads {@code provider/model}. */
    @JsonCreator
    public static ModelName of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("expected provider/model");
        }
        return new ModelName(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
