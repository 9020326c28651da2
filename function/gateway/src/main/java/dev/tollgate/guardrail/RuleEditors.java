package dev.tollgate.guardrail;

import dev.tollgate.openai.StreamEditor;
import dev.tollgate.openai.StreamEditors;
import java.util.Optional;

/** The editors of an answer that all keep one rule. */
final class RuleEditors implements StreamEditors {
    private final EditRule rule;
    private final EditRule nameRule;
    private final Optional<HiddenText> hiddenTokens;

    private RuleEditors(EditRule rule, EditRule nameRule, Optional<HiddenText> hiddenTokens) {
        this.rule = rule;
        this.nameRule = nameRule;
        this.hiddenTokens = hiddenTokens;
    }

    /** Editors that restore values. Tokens stay as the model said them: a value of the caller's has no probability. */
    static RuleEditors restoring(PlaceholderMap placeholders) {
        PlaceholderRule rule = new PlaceholderRule(placeholders);
        return new RuleEditors(rule, rule, Optional.empty());
    }

    /** Editors that check an answer. */
    static RuleEditors checking(DetectorRule rule) {
        return new RuleEditors(rule, rule.forNames(), Optional.of(rule::altered));
    }

    @Override
    public StreamEditor text() {
        return RuleEditor.ofText(rule);
    }

    @Override
    public StreamEditor arguments() {
        return RuleEditor.ofArguments(rule);
    }

    @Override
    public StreamEditor name() {
        return RuleEditor.ofText(nameRule);
    }

    @Override
    public Optional<HiddenText> hiddenTokens() {
        return hiddenTokens;
    }
}
