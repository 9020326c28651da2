package dev.tollgate.guardrail;

import dev.tollgate.guardrail.detector.TextDetector;
import dev.tollgate.guardrail.detector.TextSpan;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what looks like a placeholder before anything is masked. It is masked, too: restored, the text would otherwise have a value
 * where its author wrote {@code <EMAIL_1>}.
 *
 * @param label of the placeholders, in upper case
 */
record LiteralPlaceholders(String label) implements TextDetector {
    @Override
    public String name() {
        return label.toLowerCase(Locale.ROOT);
    }

    @Override
    public List<TextSpan> find(CharSequence text) {
        return PlaceholderForm.find(text, Set.of(label)).stream()
                .map(found -> new TextSpan(found.start(), found.end()))
                .toList();
    }

    @Override
    public int openFrom(CharSequence text) {
        return PlaceholderForm.openFrom(text, Set.of(label));
    }
}
