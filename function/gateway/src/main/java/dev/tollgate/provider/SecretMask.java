package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.GatewayException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the secrets of a request from a provider's words. It knows them, so it needs no pattern to find them: whole, encoded, in
 * part, or shortened as in {@code 9f8e…b1a0}.
 */
public final class SecretMask {
    /** Hides nothing: for a request without credentials. */
    public static final SecretMask NONE = new SecretMask(List.of());

    private static final String REMOVED = "[removed]";
    /** Shorter secrets are words such as {@code none}. */
    private static final int MIN_SECRET = 6;
    /** Common text of this length does not occur by chance. */
    private static final int MIN_PART = 8;

    private static final Pattern SHORTENED =
            Pattern.compile("([\\w\\-+/=]*)(\\*{2,}|\\.{3,}|\\u2026+|\\u2022{2,}|[xX]{3,})([\\w\\-+/=]*)");

    private final List<String> secrets;

    private SecretMask(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * The mask for these secrets.
     *
     * @param secrets as configured, and what was obtained for them: a key, a key file, or parts separated by colons
     */
    public static SecretMask of(List<String> secrets) {
        return new SecretMask(secrets);
    }

    /** In every form. Computed for a failure only: every request has a mask. */
    private Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        for (String secret : secrets) {
            JsonNode keyFile = UpstreamFailure.read(secret.getBytes(StandardCharsets.UTF_8));
            if (keyFile.isObject()) {
                // Its other fields are no secrets, and addresses among them may occur in a message.
                keyFile.path("private_key").asText().lines().forEach(line -> add(line, forms));
                add(keyFile.path("private_key_id").asText(), forms);
            } else {
                // A token obtained for a key has the name of its scheme in front of it.
                String token = secret.replaceFirst("(?i)^(bearer|basic) ", "");
                add(token, forms);
                List.of(token.split(":", -1)).forEach(part -> add(part, forms));
            }
        }
        return forms;
    }

    private static void add(String secret, Set<String> forms) {
        String text = secret.strip();
        if (text.length() < MIN_SECRET || text.startsWith("-----")) {
            return;
        }
        List<String> encoded = new ArrayList<>(List.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8)));
        encoded.add(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        // Basic authentication has a colon on one side. What is before it shifts the digits by none, one or two.
        for (String plain : List.of(text, ":" + text, "::" + text, text + ":")) {
            byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
            encoded.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
            encoded.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        encoded.forEach(form -> forms.add(form.toLowerCase(Locale.ROOT)));
    }

    /** The same failure without the secrets. */
    public GatewayException redact(GatewayException failure) {
        String message = redact(failure.getMessage());
        return message.equals(failure.getMessage()) ? failure : failure.withMessage(message);
    }

    /** The same text without the secrets. */
    String redact(String text) {
        if (secrets.isEmpty()) {
            return text;
        }
        Set<String> forms = forms();
        return withoutParts(withoutShortened(text, forms), forms);
    }

    private static String withoutParts(String text, Set<String> forms) {
        String lower = lower(text);
        StringBuilder redacted = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int length = secretAt(lower, i, forms);
            redacted.append(length > 0 ? REMOVED : text.charAt(i));
            i += Math.max(1, length);
        }
        return redacted.toString();
    }

    /** How many characters from here on are a secret, or a part of one. */
    private static int secretAt(String text, int start, Set<String> forms) {
        int longest = 0;
        for (String secret : forms) {
            int least = Math.min(MIN_PART, secret.length());
            int end = start + Math.max(least, longest + 1);
            while (end <= text.length() && secret.contains(text.substring(start, end))) {
                longest = end - start;
                end++;
            }
        }
        return longest;
    }

    private static String withoutShortened(String text, Set<String> forms) {
        Matcher shortened = SHORTENED.matcher(text);
        return shortened.replaceAll(match -> isShortened(lower(match.group(1)), lower(match.group(3)), forms)
                ? Matcher.quoteReplacement(REMOVED)
                : Matcher.quoteReplacement(match.group()));
    }

    private static boolean isShortened(String start, String end, Set<String> forms) {
        return start.length() + end.length() >= 2
                && forms.stream().anyMatch(secret -> secret.startsWith(start) && secret.endsWith(end));
    }

    /** In lower case, with as many characters: some letters would become two. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(letter -> lower.append((char) Character.toLowerCase(letter)));
        return lower.toString();
    }
}
