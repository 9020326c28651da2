package dev.tollgate.manifest;

import dev.tollgate.auth.KeyHash;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The text of a {@code tollgate.yaml} as it may be kept: no secret can be read in it, and yet it can be applied again.
 *
 * @param text with the fingerprints of keys in the place of keys in plain text, and providers' keys withheld
 * @param keys what the environment variables that it names as keys held, as fingerprints
 */
public record RedactedManifest(String text, Map<String, KeyHash> keys) {

    public RedactedManifest {
        keys = Map.copyOf(keys);
    }

    /**
     * Of a file that was read and found right.
     *
     * @throws ManifestException where it writes a secret in a way that cannot be replaced, such as over several lines
     */
    public static RedactedManifest of(String file, String text, UnaryOperator<String> environment) {
        ManifestProblems manifestProblems = new ManifestProblems(file);
        Map<String, KeyHash> keys = new LinkedHashMap<>();
        // The longest first: one secret may be the beginning of another.
        Map<String, String> replacements =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String secret : secrets(text, manifestProblems, "keys", "secret").keySet()) {
            if (secret.startsWith(SecretText.ENVIRONMENT)) {
                String name = secret.substring(SecretText.ENVIRONMENT.length());
                keys.put(name, SecretText.keyHash(environment.apply(name)));
            } else if (SecretText.isPlain(secret)) {
                replacements.put(
                        secret, SecretText.FINGERPRINT + KeyHash.of(secret).hex());
            }
        }
        for (String secret :
                secrets(text, manifestProblems, "providers", "api_key").keySet()) {
            if (!SecretText.isReference(secret)) {
                replacements.put(secret, SecretText.WITHHELD);
            }
        }
        return new RedactedManifest(replaced(text, replacements, manifestProblems), keys);
    }

    /** Whether something is missing in it, so that it cannot be applied again. */
    public boolean withheld() {
        return secrets(text, new ManifestProblems(""), "providers", "api_key").containsKey(SecretText.WITHHELD);
    }

    /** The ids of the keys that it names. */
    public Set<String> keyIds() {
        return entries(text, new ManifestProblems(""), "keys").keySet();
    }

    /** The environment in which it says the same as when it was kept, whatever the variables hold by now. */
    public UnaryOperator<String> environment(UnaryOperator<String> otherwise) {
        return name ->
                keys.containsKey(name) ? SecretText.FINGERPRINT + keys.get(name).hex() : otherwise.apply(name);
    }

    private static String replaced(String text, Map<String, String> replacements, ManifestProblems manifestProblems) {
        String kept = text;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            kept = kept.replace(replacement.getKey(), replacement.getValue());
        }
        // A secret with escapes is not found, and a short word may stand in other places, too.
        Map<String, YamlValue> left = new LinkedHashMap<>(secrets(kept, manifestProblems, "keys", "secret"));
        left.putAll(secrets(kept, manifestProblems, "providers", "api_key"));
        left.forEach((secret, where) -> {
            if (SecretText.isPlain(secret) && !SecretText.isReference(secret)) {
                where.error("this secret cannot be kept out of the history: write it plainly, on one line");
            }
        });
        manifestProblems.throwIfAny();
        return kept;
    }

    /** The texts of this field in each entry of a section. */
    private static Map<String, YamlValue> secrets(
            String text, ManifestProblems manifestProblems, String section, String field) {
        Map<String, YamlValue> secrets = new LinkedHashMap<>();
        entries(text, manifestProblems, section).values().stream()
                .map(entry -> entry.entries().get(field))
                .filter(Objects::nonNull)
                .forEach(value -> value.secret("text", _ -> true).ifPresent(secret -> secrets.put(secret, value)));
        return secrets;
    }

    private static Map<String, YamlValue> entries(String text, ManifestProblems manifestProblems, String section) {
        YamlValue root = new YamlValue(YamlText.parse(text, manifestProblems), "", 1, manifestProblems);
        Map<String, YamlValue> sections = root.isEmpty() ? Map.of() : root.entries();
        return Optional.ofNullable(sections.get(section))
                .filter(entries -> !entries.isEmpty())
                .map(YamlValue::entries)
                .orElse(Map.of());
    }
}
