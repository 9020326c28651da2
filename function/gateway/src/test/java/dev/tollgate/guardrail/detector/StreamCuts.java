package dev.tollgate.guardrail.detector;

import static org.assertj.core.api.Assertions.assertThat;

/** What a stream relies on, wherever its text is cut. */
final class StreamCuts {
    private StreamCuts() {}

    /** Whatever is a value in the whole text was held back from its start, until the last of its characters was there. */
    static void check(TextDetector detector, String text, String description) {
        for (TextSpan value : detector.find(text)) {
            for (int cut = value.start(); cut <= value.end(); cut++) {
                String arrived = text.substring(0, cut);
                int openFrom = detector.openFrom(arrived);
                boolean isHeld = openFrom <= value.start();
                boolean isWhole = cut == value.end() && detector.find(arrived).contains(value);
                assertThat(isHeld || isWhole)
                        .as(
                                "%s: \"%s\" is open from %d, value %s of \"%s\"",
                                description, arrived, openFrom, value, text)
                        .isTrue();
            }
        }
    }
}
