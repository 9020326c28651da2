package dev.tollgate.guardrail;

import dev.tollgate.openai.RequestTexts;
import dev.tollgate.openai.TextPath;
import dev.tollgate.parse.ReadableText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What content policies do to a text, for their author.
 *
 * @param text the text that would leave, or that the caller would get
 * @param values what was found, from left to right; their positions are those in the original text
 * @param denial why it would not leave at all; empty if it would
 */
public record PolicyPreview(String text, List<FoundValue> values, Optional<String> denial) {
    private static final TextPath TEXT = TextPath.of("text");

    public PolicyPreview {
        values = List.copyOf(values);
    }

    /** What policies do to the text of a request. */
    public static PolicyPreview ofPrompt(Collection<ContentPolicy> policies, String text) {
        return of(PolicyDetectors.of(policies).prompts(), text);
    }

    /** What policies do to the text of an answer. */
    public static PolicyPreview ofAnswer(Collection<ContentPolicy> policies, String text) {
        return of(PolicyDetectors.of(policies).answers(), text);
    }

    private static PolicyPreview of(List<ActiveDetector> detectors, String text) {
        PromptEditor editor = new PromptEditor(detectors);
        String edited = RequestTexts.edited(TEXT, text, editor);
        List<FoundValue> values = FoundValues.in(ReadableText.of(text), detectors).stream()
                .filter(value -> !value.policies().equals(PolicyDetectors.NONE))
                .toList();
        return new PolicyPreview(edited, values, editor.denial().map(Throwable::getMessage));
    }
}
