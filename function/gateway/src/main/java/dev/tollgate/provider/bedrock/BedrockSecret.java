package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import org.jspecify.annotations.Nullable;

/** The credentials of a request to Bedrock. */
sealed interface BedrockSecret {

    /** An access key that signs requests; only temporary keys have a token. */
    record Keys(String id, String secret, @Nullable String token) implements BedrockSecret {
        @Override
        public String toString() {
            return "Keys[" + id + "]";
        }
    }

    /** A Bedrock API key (https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html). */
    record Bearer(String key) implements BedrockSecret {
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /** Parses {@code id:secret}, {@code id:secret:token}, or an API key, which has no colon. */
    static BedrockSecret of(@Nullable String text, String provider) {
        if (text == null || text.isBlank()) {
            throw wrong(provider, "has no credentials");
        }
        String[] parts = text.strip().split(":", 3);
        if (parts.length == 1) {
            return new Bearer(parts[0]);
        }
        if (parts[0].isEmpty() || parts[1].isEmpty()) {
            throw wrong(provider, "has credentials of another form than id:secret or id:secret:token");
        }
        return new Keys(parts[0], parts[1], parts.length == 3 && !parts[2].isEmpty() ? parts[2] : null);
    }

    private static GatewayException wrong(String provider, String reason) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider " + provider + " " + reason + ".");
    }
}
