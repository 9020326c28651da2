package dev.tollgate.admin.oidc;

import dev.tollgate.provider.SecretResolver;
import java.util.regex.Pattern;

/**
 * A secret in the settings.
 *
 * @param text the secret itself, or {@code env:}, {@code ssm:} or {@code secret:} with its name
 */
record SecretSetting(String text, SecretResolver secrets) {
    private static final Pattern REFERENCE = Pattern.compile("(?:env|ssm|secret):.+");

    /** Whether the secret is elsewhere. */
    boolean isReference() {
        return REFERENCE.matcher(text).matches();
    }

    /**
     * The secret, which is read when it is needed.
     *
     * @throws dev.tollgate.openai.GatewayException if it cannot be read
     */
    String value() {
        return isReference() ? secrets.resolve(text) : text;
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "SecretSetting[]";
    }
}
