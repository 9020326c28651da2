package dev.tollgate.guardrail;

import dev.tollgate.guardrail.PlaceholderForm.Found;
import java.util.List;

/** Writes the values of a call in place of their placeholders. What only looks like a placeholder stays. */
final class PlaceholderRule implements EditRule {
    private final PlaceholderMap placeholders;

    PlaceholderRule(PlaceholderMap placeholders) {
        this.placeholders = placeholders;
    }

    @Override
    public int lookBehind() {
        return 0;
    }

    @Override
    public boolean readsForms() {
        return false;
    }

    @Override
    public boolean ignores(String text) {
        return !PlaceholderForm.mayBeIn(text);
    }

    @Override
    public List<TextEdit> find(CharSequence text) {
        return PlaceholderForm.find(text, placeholders.labels()).stream()
                .map(this::edit)
                .toList();
    }

    private TextEdit edit(Found found) {
        return new TextEdit(found.start(), found.end(), () -> placeholders.value(found.label(), found.number()));
    }

    @Override
    public int openFrom(CharSequence text) {
        return PlaceholderForm.openFrom(text, placeholders.labels());
    }
}
