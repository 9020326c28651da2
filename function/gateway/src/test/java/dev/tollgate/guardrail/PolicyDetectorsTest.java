package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyDetectorsTest {

    @Test
    void compilesBuiltInDetectorsAndThePolicysOwn() {
        ContentPolicy policy = new ContentPolicy(
                "personal-data",
                Map.of("email", PolicyAction.MASK, "ticket", PolicyAction.FLAG),
                Map.of("project", PolicyAction.DENY),
                Set.of(),
                Map.of(
                        "ticket", new OwnDetector("TICKET-[0-9]{4}", List.of()),
                        "project", new OwnDetector(null, List.of("Bluebird"))));

        PolicyDetectors detectors = PolicyDetectors.of(List.of(policy));

        assertThat(FoundValues.in("TICKET-1234 of a@example.com for Bluebird", detectors.prompts()))
                .extracting(FoundValue::label, FoundValue::action)
                .containsExactly(tuple("TICKET", PolicyAction.FLAG), tuple("EMAIL", PolicyAction.MASK));
        assertThat(detectors.answers())
                .extracting(ActiveDetector::label, ActiveDetector::policy)
                .containsExactly(tuple("PROJECT", "personal-data"));
    }

    @Test
    void compilesNothingForPoliciesThatItKnows() {
        PolicyDetectors detectors = PolicyDetectors.of(List.of(emails("a"), emails("b")));

        assertThat(PolicyDetectors.of(List.of(emails("b"), emails("a")))).isSameAs(detectors);
        assertThat(detectors.prompts().get(0).detector())
                .isSameAs(detectors.prompts().get(1).detector());
    }

    @Test
    void refusesADetectorThatItDoesNotKnow() {
        ContentPolicy policy =
                new ContentPolicy("p", Map.of("of_tomorrow", PolicyAction.MASK), Map.of(), Set.of(), Map.of());

        assertThatIllegalArgumentException().isThrownBy(() -> PolicyDetectors.of(List.of(policy)));
    }

    private static ContentPolicy emails(String name) {
        return new ContentPolicy(name, Map.of("email", PolicyAction.MASK), Map.of(), Set.of(), Map.of());
    }
}
