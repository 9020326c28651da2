package dev.tollgate.jwt;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UnicodeText;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified token.
 *
 * @param values as JSON has them: texts, numbers, lists and maps
 */
public record TokenClaims(Map<String, Object> values) {
    public TokenClaims {
        // A claim may be null.
        values = Collections.unmodifiableMap(new HashMap<>(values));
    }

    /** As OpenID Connect bounds {@code sub} (https://openid.net/specs/openid-connect-core-1_0.html#IDToken); also of a tag. */
    private static final int LONGEST_NAME = 255;

    private static final int MOST_VALUES = 1_000;

    /**
     * The caller that the token is for.
     *
     * @throws GatewayException {@code PERMISSION_DENIED} without one
     */
    public String subject(String claim) {
        return texts(claim).stream()
                .findFirst()
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.PERMISSION_DENIED, "Your token names no caller: it has no claim '" + claim + "'."));
    }

    /** The aliases that the token allows. An empty list would read as none and mean all. */
    Set<String> aliases(String claim) {
        List<String> aliases = texts(claim);
        if (aliases.isEmpty()) {
            throw new GatewayException(
                    ErrorKind.PERMISSION_DENIED, "Your token allows no alias: its claim '" + claim + "' lists none.");
        }
        return Set.copyOf(aliases);
    }

    /**
     * The values of a claim that is a text or a list of texts; empty without one.
     *
     * @param name the claim's name, or a path to one inside another, such as {@code /realm_access/roles}
     * @throws GatewayException {@code PERMISSION_DENIED} if a value is no name
     */
    public List<String> texts(String name) {
        List<String> texts =
                switch (at(name)) {
                    case null -> List.of();
                    case String text -> List.of(text);
                    case Collection<?> list
                    when list.size() <= MOST_VALUES && list.stream().allMatch(String.class::isInstance) ->
                        list.stream().map(String.class::cast).toList();
                    default -> throw notNames(name);
                };
        if (!texts.stream().allMatch(TokenClaims::isName)) {
            throw notNames(name);
        }
        return texts;
    }

    private @Nullable Object at(String name) {
        if (!name.startsWith("/")) {
            return values.get(name);
        }
        Object value = values;
        for (String step : List.of(name.substring(1).split("/", -1))) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return value;
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.chars().noneMatch(Character::isISOControl)
                && UnicodeText.isWellFormed(text);
    }

    private static GatewayException notNames(String claim) {
        return new GatewayException(
                ErrorKind.PERMISSION_DENIED,
                "The claim '" + claim + "' of your token is no name, and no list of names, of at most " + LONGEST_NAME
                        + " characters.");
    }
}
