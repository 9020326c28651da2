package dev.tollgate.setup;

import dev.tollgate.auth.Fingerprint;
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
public record KeptText(String text, Map<String, Fingerprint> keys) {

    public KeptText {
        keys = Map.copyOf(keys);
    }

    /**
     * Of a file that was read and found right.
     *
     * @throws SetupFailure where it writes a secret in a way that cannot be replaced, such as over several lines
     */
    public static KeptText of(String file, String text, UnaryOperator<String> environment) {
        Problems problems = new Problems(file);
        Map<String, Fingerprint> keys = new LinkedHashMap<>();
        // The longest first: one secret may be the beginning of another.
        Map<String, String> replacements =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String secret : secrets(text, problems, "keys", "secret").keySet()) {
            if (secret.startsWith(SecretText.ENVIRONMENT)) {
                String name = secret.substring(SecretText.ENVIRONMENT.length());
                keys.put(name, SecretText.fingerprint(environment.apply(name)));
            } else if (SecretText.isPlain(secret)) {
                replacements.put(
                        secret, SecretText.FINGERPRINT + Fingerprint.of(secret).hex());
            }
        }
        for (String secret : secrets(text, problems, "providers", "api_key").keySet()) {
            if (!SecretText.isReference(secret)) {
                replacements.put(secret, SecretText.WITHHELD);
            }
        }
        return new KeptText(replaced(text, replacements, problems), keys);
    }

    /** Whether something is missing in it, so that it cannot be applied again. */
    public boolean withheld() {
        return secrets(text, new Problems(""), "providers", "api_key").containsKey(SecretText.WITHHELD);
    }

    /** The ids of the keys that it names. */
    public Set<String> keyIds() {
        return entries(text, new Problems(""), "keys").keySet();
    }

    /** The environment in which it says the same as when it was kept, whatever the variables hold by now. */
    public UnaryOperator<String> environment(UnaryOperator<String> otherwise) {
        return name ->
                keys.containsKey(name) ? SecretText.FINGERPRINT + keys.get(name).hex() : otherwise.apply(name);
    }

    private static String replaced(String text, Map<String, String> replacements, Problems problems) {
        String kept = text;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            kept = kept.replace(replacement.getKey(), replacement.getValue());
        }
        // A secret with escapes is not found, and a short word may stand in other places, too.
        Map<String, Value> left = new LinkedHashMap<>(secrets(kept, problems, "keys", "secret"));
        left.putAll(secrets(kept, problems, "providers", "api_key"));
        left.forEach((secret, where) -> {
            if (SecretText.isPlain(secret) && !SecretText.isReference(secret)) {
                where.error("this secret cannot be kept out of the history: write it plainly, on one line");
            }
        });
        problems.throwIfAny();
        return kept;
    }

    /** The texts of this field in each entry of a section. */
    private static Map<String, Value> secrets(String text, Problems problems, String section, String field) {
        Map<String, Value> secrets = new LinkedHashMap<>();
        entries(text, problems, section).values().stream()
                .map(entry -> entry.entries().get(field))
                .filter(Objects::nonNull)
                .forEach(value -> value.secret("text", _ -> true).ifPresent(secret -> secrets.put(secret, value)));
        return secrets;
    }

    private static Map<String, Value> entries(String text, Problems problems, String section) {
        Value root = new Value(YamlText.parse(text, problems), "", 1, problems);
        Map<String, Value> sections = root.isEmpty() ? Map.of() : root.entries();
        return Optional.ofNullable(sections.get(section))
                .filter(entries -> !entries.isEmpty())
                .map(Value::entries)
                .orElse(Map.of());
    }
}
