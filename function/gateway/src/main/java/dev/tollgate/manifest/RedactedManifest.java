package dev.tollgate.manifest;

import dev.tollgate.auth.KeyHash;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text of a {@code tollgate.yaml} without secrets, which the history keeps and which can be applied again.
 *
 * @param text the file's text, with the hashes of callers' keys instead of keys in plain text, and without providers'
 *     keys
 * @param keys the hashes of the keys that environment variables held, by the variables' names
 */
public record RedactedManifest(String text, Map<String, KeyHash> keys) {

    public RedactedManifest {
        keys = Map.copyOf(keys);
    }

    /**
     * Redacts a file without errors.
     *
     * @throws ManifestException if the file writes a secret in a form that cannot be replaced, such as on several lines
     */
    public static RedactedManifest of(String file, String text, Function<String, @Nullable String> environment) {
        ManifestProblems problems = new ManifestProblems(file);
        Map<String, KeyHash> keys = new LinkedHashMap<>();
        // The longest comes first: one secret may be the start of another.
        Map<String, String> replacements = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String secret : secrets(text, problems, "keys", "secret").keySet()) {
            if (secret.startsWith(SecretText.ENVIRONMENT)) {
                String name = secret.substring(SecretText.ENVIRONMENT.length());
                String key = Objects.requireNonNull(environment.apply(name), "the file was checked with this variable");
                keys.put(name, SecretText.keyHash(key));
            } else if (SecretText.isPlain(secret)) {
                replacements.put(secret, SecretText.HASH + KeyHash.of(secret).hex());
            }
        }
        for (String secret : secrets(text, problems, "providers", "api_key").keySet()) {
            if (!SecretText.isReference(secret)) {
                replacements.put(secret, SecretText.WITHHELD);
            }
        }
        return new RedactedManifest(replaced(text, replacements, problems), keys);
    }

    /** Whether a provider's key is missing, so that the text cannot be applied again. */
    public boolean withheld() {
        return secrets(text, new ManifestProblems(""), "providers", "api_key").containsKey(SecretText.WITHHELD);
    }

    /** The ids of the keys in the file. */
    public Set<String> keyIds() {
        return YamlText.names(text, "keys");
    }

    /** An environment with the keys of the time when the text was kept, whatever the variables hold now. */
    public Function<String, @Nullable String> environment(Function<String, @Nullable String> current) {
        return name -> {
            KeyHash kept = keys.get(name);
            return kept == null ? current.apply(name) : SecretText.HASH + kept.hex();
        };
    }

    private static String replaced(String text, Map<String, String> replacements, ManifestProblems problems) {
        String kept = text;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            kept = kept.replace(replacement.getKey(), replacement.getValue());
        }
        // A secret with escapes is not found by its text, and replacing a short one may change other fields, too.
        Map<String, YamlValue> left = new LinkedHashMap<>(secrets(kept, problems, "keys", "secret"));
        left.putAll(secrets(kept, problems, "providers", "api_key"));
        left.forEach((secret, where) -> {
            if (SecretText.isPlain(secret) && !SecretText.isReference(secret)) {
                where.error("this secret cannot be kept out of the history: write it on one line, without escapes");
            }
        });
        problems.throwIfAny();
        return kept;
    }

    /** The values of this field in the entries of a section. */
    private static Map<String, YamlValue> secrets(
            String text, ManifestProblems problems, String section, String field) {
        Map<String, YamlValue> secrets = new LinkedHashMap<>();
        entries(text, problems, section).values().stream()
                .map(entry -> entry.entries().get(field))
                .filter(Objects::nonNull)
                .forEach(value -> value.secret("text", _ -> true).ifPresent(secret -> secrets.put(secret, value)));
        return secrets;
    }

    private static Map<String, YamlValue> entries(String text, ManifestProblems problems, String section) {
        YamlValue root = new YamlValue(YamlText.parse(text, problems), "", 1, problems);
        Map<String, YamlValue> sections = root.isEmpty() ? Map.of() : root.entries();
        return Optional.ofNullable(sections.get(section))
                .filter(entries -> !entries.isEmpty())
                .map(YamlValue::entries)
                .orElse(Map.of());
    }
}
