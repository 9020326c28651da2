package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.guardrail.detector.DetectorCatalogue;
import dev.tollgate.guardrail.detector.PatternDetector;
import dev.tollgate.guardrail.detector.WordListDetector;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.StreamEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** An answer is checked in the same way however the stream is cut. */
final class CheckingPropertiesTest {
    private static final int TEXTS = 400;
    private static final List<ActiveDetector> DETECTORS = List.of(
            new ActiveDetector(DetectorCatalogue.builtIn("email", Set.of()), PolicyAction.REDACT, "p"),
            new ActiveDetector(
                    WordListDetector.of("bird", List.of("Bluebird", "Blue Falcon")), PolicyAction.REDACT, "p"),
            new ActiveDetector(PatternDetector.of("ticket", "\\bTICKET-[0-9]{4}\\b"), PolicyAction.REDACT, "q"),
            new ActiveDetector(PatternDetector.of("digits", "[0-9]{4}"), PolicyAction.FLAG, "watch"));
    private static final List<String> CANARIES =
            List.of("alice.b@example.co.uk", "Bluebird", "blue falcon", "TICKET-1234", "bob@example.org");

    private final Map<String, Long> acted = new TreeMap<>();

    @RepeatedTest(3)
    void everyCutOfATextIsCheckedInTheSameWay(RepetitionInfo run) {
        RandomTexts random = new RandomTexts(run.getCurrentRepetition());
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder("It is ");
            for (int part = random.number(8); part > 0; part--) {
                text.append(random.filler()).append(random.chance() ? " " : "");
                text.append(CANARIES.get(random.number(CANARIES.size()))).append(random.chance() ? " " : ", 12345 ");
            }
            String whole = checked(List.of(text.toString()), RuleEditor.ofText(rule()));
            Map<String, Long> actedOnWhole = new TreeMap<>(acted);
            List<String> pieces = random.cut(text.toString());

            assertThat(checked(pieces, RuleEditor.ofText(rule())))
                    .as("from %s", pieces)
                    .isEqualTo(whole);
            assertThat(acted).as("from %s", pieces).isEqualTo(actedOnWhole);
        }
    }

    @RepeatedTest(3)
    void noValueIsLeftInArgumentsHoweverTheyAreEscapedAndCut(RepetitionInfo run) throws JsonProcessingException {
        RandomTexts random = new RandomTexts(50 + run.getCurrentRepetition());
        for (int i = 0; i < TEXTS; i++) {
            String canary = CANARIES.get(random.number(CANARIES.size()));
            String written =
                    escapedAtRandom(random, nested(random, "\n" + canary + "\n").toString(), canary);

            String checked = checked(random.cut(written), RuleEditor.ofArguments(rule()));

            assertThat(innermost(checked)).as("from %s", written).matches("\n\\[(EMAIL|BIRD|TICKET)]\n");
        }
    }

    @Test
    void aNumberOfArgumentsBecomesAString() throws JsonProcessingException {
        List<ActiveDetector> detectors =
                List.of(new ActiveDetector(PatternDetector.of("card", "[0-9]{16}"), PolicyAction.REDACT, "p"));
        StreamEditor editor = RuleEditor.ofArguments(new DetectorRule(detectors, _ -> {}));

        assertThat(JsonCodec.mapper()
                        .readTree(checked(List.of("{\"card\": 4111", "111111111111, \"n\": [1, 2 ]}"), editor)))
                .isEqualTo(JsonCodec.mapper().readTree("{\"card\": \"[CARD]\", \"n\": [1, 2]}"));
    }

    @Test
    void aDeniedTextNamesPolicyAndDetectorAndNothingElse() {
        List<ActiveDetector> detectors = List.of(
                new ActiveDetector(WordListDetector.of("project", List.of("Bluebird")), PolicyAction.DENY, "secrets"));
        StreamEditor editor = RuleEditor.ofText(new DetectorRule(detectors, this::count));

        assertThat(editor.add("We call it Blue")).isEqualTo("We call it ");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> editor.add("bird, for now"))
                .satisfies(denied -> {
                    assertThat(denied.kind()).isEqualTo(ErrorKind.CONTENT_POLICY_VIOLATION);
                    assertThat(denied).hasMessageContainingAll("secrets", "project");
                    assertThat(denied.getMessage()).doesNotContainIgnoringCase("bluebird");
                });
        assertThat(acted).isEqualTo(Map.of("secrets", 1L));
    }

    @Test
    void aTextThatNeverEndsIsNotHeldForEver() {
        List<ActiveDetector> detectors = List.of(new ActiveDetector(new OpenEndedDetector(), PolicyAction.REDACT, "p"));
        String text = "x".repeat(3 * EditWindow.MOST_HELD) + " end";
        List<String> byOne = new ArrayList<>();
        text.chars().forEach(character -> byOne.add(String.valueOf((char) character)));

        String whole = checked(List.of(text), RuleEditor.ofText(new DetectorRule(detectors, _ -> {})));

        assertThat(whole).isEqualTo("[X][X][X] end");
        assertThat(checked(byOne, RuleEditor.ofText(new DetectorRule(detectors, _ -> {}))))
                .isEqualTo(whole);
    }

    private DetectorRule rule() {
        acted.clear();
        return new DetectorRule(DETECTORS, this::count);
    }

    private void count(Map<String, Long> policies) {
        policies.forEach((policy, times) -> acted.merge(policy, times, Long::sum));
    }

    private static String checked(List<String> pieces, StreamEditor editor) {
        return RandomTexts.edited(editor, pieces);
    }

    private static ObjectNode nested(RandomTexts random, String text) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("inner", text);
        for (int depth = random.number(4); depth > 0; depth--) {
            node = JsonNodeFactory.instance.objectNode().put("inner", node.toString());
        }
        return node;
    }

    private static String escapedAtRandom(RandomTexts random, String json, String canary) {
        char some = canary.charAt(random.number(canary.length()));
        boolean nested = json.contains("\\\"");
        return nested || random.chance()
                ? json
                : json.replace(canary, canary.replace("" + some, "\\u%04x".formatted((int) some)));
    }

    private static String innermost(String json) throws JsonProcessingException {
        String text = json;
        while (text.startsWith("{")) {
            text = JsonCodec.mapper().readTree(text).get("inner").textValue();
        }
        return text;
    }
}
