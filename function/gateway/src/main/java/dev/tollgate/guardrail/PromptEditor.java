package dev.tollgate.guardrail;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.TextEditor;
import dev.tollgate.openai.TextPath;
import dev.tollgate.parse.CharacterForms;
import dev.tollgate.parse.ReadableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies policies to the texts of one request, and notes what they did. For one thread. */
final class PromptEditor implements TextEditor {
    private final List<ActiveDetector> detectors;
    private final PlaceholderMap placeholders;
    private final Map<String, Long> acted = new HashMap<>();

    /** Placeholders that are in texts which are still to be edited: nobody has written them. */
    private final Set<String> insertedPlaceholders = new HashSet<>();

    private @Nullable GatewayException denial;

    PromptEditor(List<ActiveDetector> detectors) {
        this(detectors, new PlaceholderMap());
    }

    private PromptEditor(List<ActiveDetector> detectors, PlaceholderMap placeholders) {
        this.detectors = detectors;
        this.placeholders = placeholders;
    }

    /** An editor for the same request in other words: a value gets the placeholder that it has. */
    PromptEditor inOtherWords() {
        return new PromptEditor(detectors, placeholders);
    }

    /** Adds what only the other words have. What both have counts once. */
    void addOnly(PromptEditor otherWords) {
        otherWords.acted.forEach((policy, times) -> acted.merge(policy, times, Math::max));
        denial = denial == null ? otherWords.denial : denial;
    }

    /** The values that it has masked. */
    PlaceholderMap placeholders() {
        return placeholders;
    }

    /** How often each policy has acted. */
    Map<String, Long> acted() {
        return acted;
    }

    /** Why the request may not leave; empty if it may. */
    Optional<GatewayException> denial() {
        return Optional.ofNullable(denial);
    }

    @Override
    public String text(TextPath path, String text) {
        return inAnyForm(path, text, false);
    }

    @Override
    public String name(TextPath path, String name) {
        return inAnyForm(path, name, true);
    }

    @Override
    public List<String> joined(TextPath path, List<String> texts) {
        JoinedTexts joined = new JoinedTexts(texts, this::values);
        List<JoinedTexts.Replacement> replacements = new ArrayList<>();
        for (FoundValue value : joined.values()) {
            count(value);
            if (value.action() != PolicyAction.FLAG) {
                String replacement = replacement(path, value, readable(joined.written(value)), false);
                if (value.action() == PolicyAction.MASK) {
                    insertedPlaceholders.add(replacement);
                }
                replacements.add(new JoinedTexts.Replacement(value.start(), value.end(), replacement));
            }
        }
        return denial == null && !replacements.isEmpty() ? joined.replaced(replacements) : texts;
    }

    private String inAnyForm(TextPath path, String text, boolean isName) {
        List<FoundValue> values = values(text);
        if (values.isEmpty()) {
            return text;
        }
        StringBuilder edited = new StringBuilder();
        int from = 0;
        for (FoundValue value : values) {
            String written = text.substring(value.start(), value.end());
            if (!insertedPlaceholders.contains(written)) {
                count(value);
                edited.append(text, from, value.start());
                edited.append(
                        value.action() == PolicyAction.FLAG
                                ? written
                                : replacement(path, value, readable(written), isName));
                from = value.end();
            }
        }
        return edited.append(text, from, text.length()).toString();
    }

    /** As the text is written, and as it reads: either may hide a value from who looks at the other. */
    private List<FoundValue> values(String text) {
        return CharacterForms.mayBeIn(text)
                ? FoundValues.in(ReadableText.of(text), detectors)
                : FoundValues.in(text, detectors);
    }

    /** What is written in other forms gets the same placeholder as in plain ones. */
    private static String readable(String written) {
        return CharacterForms.mayBeIn(written) ? ReadableText.of(written).text() : written;
    }

    private String replacement(TextPath path, FoundValue value, String found, boolean isName) {
        return switch (value.action()) {
            case FLAG -> found;
            case MASK -> isName ? placeholders.name(value.label(), found) : placeholders.text(value.label(), found);
            case REDACT -> isName ? value.label() : "[" + value.label() + "]";
            case DENY -> {
                deny(path, value.strictest(), "found a value");
                yield found;
            }
        };
    }

    @Override
    public void fixed(TextPath path, String text) {
        for (FoundValue value : values(text)) {
            count(value);
            if (value.action() != PolicyAction.FLAG) {
                deny(path, value.strictest(), "found a value that nothing can take the place of");
            }
        }
    }

    /** What cannot be read may hold anything. */
    @Override
    public void hidden(TextPath path) {
        detectors.stream()
                .filter(active -> active.action() != PolicyAction.FLAG && isPolicy(active.policy()))
                .findFirst()
                .ifPresent(active -> {
                    acted.merge(active.policy(), 1L, Long::sum);
                    deny(path, active, "cannot read the text");
                });
    }

    private void count(FoundValue value) {
        value.policies().stream().filter(PromptEditor::isPolicy).forEach(policy -> acted.merge(policy, 1L, Long::sum));
    }

    private static boolean isPolicy(String name) {
        return !name.equals(PolicyDetectors.NO_POLICY);
    }

    /** The first one is as good as any: the message names the policy and the detector, and never the text. */
    private void deny(TextPath path, ActiveDetector active, String what) {
        if (denial == null) {
            String place = path.toString();
            denial = GatewayException.of(
                            ErrorKind.CONTENT_POLICY_VIOLATION,
                            place,
                            "The content policy '" + active.policy() + "' does not allow this request: its detector '"
                                    + active.detector().name() + "' " + what + " in '" + place + "'.")
                    .withoutRetry();
        }
    }
}
