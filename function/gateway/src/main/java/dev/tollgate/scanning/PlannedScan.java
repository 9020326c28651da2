package dev.tollgate.scanning;

import dev.tollgate.guardrail.ActiveScan;
import dev.tollgate.metering.PlannedCall;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.route.Target;
import java.util.List;
import java.util.stream.Stream;

/** A scan of one call, and the target that it goes to. */
record PlannedScan(ActiveScan active, Target target) {
    /** No text of this length has more tokens. */
    private static final ScannedContent LONGEST =
            new ScannedContent(List.of("\uFFFD".repeat(ScannedText.MOST_CHARACTERS)), true, false);

    /** What it may cost. Engines have no tokens, and count nothing. */
    Stream<PlannedCall> calls(ModelRequest request) {
        if (!(active.scan().engine() instanceof ScanEngine.Model judge)) {
            return Stream.empty();
        }
        PlannedCall prompt = new PlannedCall(target, prompt(judge, ScannedContent.ofRequest(request)));
        // Nobody knows the answer yet, so it counts with all the characters that are read of one.
        return active.scan().answers()
                ? Stream.of(prompt, new PlannedCall(target, prompt(judge, LONGEST)))
                : Stream.of(prompt);
    }

    /** The request to a model that judges by a rule. */
    ChatRequest prompt(ScanEngine.Model judge, ScannedContent content) {
        boolean structured =
                Boolean.TRUE.equals(target.provider().traits(target.model()).jsonSchema());
        return ScanPrompt.of(judge.rule(), content, structured);
    }
}
