package dev.tollgate.guardrail;

import dev.tollgate.guardrail.detector.TextDetector;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Does to each value in an answer what policies say. */
final class DetectorRule implements EditRule {
    private final List<ActiveDetector> detectors;
    private final Consumer<Map<String, Long>> policiesActed;
    private final UnaryOperator<String> redacted;

    /**
     * The rule of these detectors.
     *
     * @param policiesActed takes the policies that act on each value
     */
    DetectorRule(List<ActiveDetector> detectors, Consumer<Map<String, Long>> policiesActed) {
        this(detectors, policiesActed, label -> "[" + label + "]");
    }

    private DetectorRule(
            List<ActiveDetector> detectors, Consumer<Map<String, Long>> policiesActed, UnaryOperator<String> redacted) {
        this.detectors = detectors;
        this.policiesActed = policiesActed;
        this.redacted = redacted;
    }

    /** The same rule for names, which have no brackets: a provider would reject one that comes back with them. */
    DetectorRule forNames() {
        return new DetectorRule(detectors, policiesActed, label -> label);
    }

    @Override
    public int lookBehind() {
        return TextDetector.LOOK_BEHIND;
    }

    @Override
    public boolean readsForms() {
        return true;
    }

    @Override
    public boolean ignores(String text) {
        return false;
    }

    @Override
    public List<TextEdit> find(CharSequence text) {
        return FoundValues.in(text, detectors).stream()
                .map(value -> new TextEdit(value.start(), value.end(), () -> act(value)))
                .toList();
    }

    @Override
    public int openFrom(CharSequence text) {
        int open = text.length();
        for (ActiveDetector active : detectors) {
            open = Math.min(open, active.detector().openFrom(text));
        }
        return open;
    }

    /** The chars of this text that do not stay as they are. */
    BitSet altered(String text) {
        BitSet altered = new BitSet();
        for (FoundValue value : FoundValues.in(text, detectors)) {
            if (value.action() != PolicyAction.FLAG) {
                altered.set(value.start(), value.end());
            }
        }
        return altered;
    }

    private Optional<String> act(FoundValue value) {
        policiesActed.accept(value.policies().stream().collect(Collectors.toMap(policy -> policy, _ -> 1L)));
        return switch (value.action()) {
            case FLAG -> Optional.empty();
            case MASK, REDACT -> Optional.of(redacted.apply(value.label()));
            case DENY -> throw denied(value.strictest());
        };
    }

    private static GatewayException denied(ActiveDetector denying) {
        return new GatewayException(
                        ErrorKind.CONTENT_POLICY_VIOLATION,
                        "The content policy '" + denying.policy() + "' does not allow this answer: its detector '"
                                + denying.detector().name() + "' found a value in it.")
                .withoutRetry();
    }
}
