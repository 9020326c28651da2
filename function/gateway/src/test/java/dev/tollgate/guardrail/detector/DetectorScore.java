package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * How well one detector does on the labelled texts. A value counts as found if its span is exactly the label's.
 *
 * @param right found and labelled
 * @param missed lines with a label that it did not find
 * @param wrong lines with something that it found without a label
 */
record DetectorScore(String detector, int right, List<String> missed, List<String> wrong) {
    static DetectorScore of(String name, List<LabelledText> texts) {
        TextDetector detector = DetectorCatalogue.builtIn(name, LabelledText.PHONE_REGIONS);
        int right = 0;
        List<String> missed = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (LabelledText text : texts) {
            List<TextSpan> expected = text.spansOf(name);
            List<TextSpan> found = detector.find(text.text());
            right += (int) found.stream().filter(expected::contains).count();
            expected.stream().filter(span -> !found.contains(span)).forEach(span -> missed.add(text.text()));
            found.stream()
                    .filter(span -> !expected.contains(span))
                    .forEach(span -> wrong.add(text.text().substring(span.start(), span.end()) + " in " + text.text()));
        }
        return new DetectorScore(name, right, missed, wrong);
    }

    /** Of what it found, what was right; 1 if it found nothing. */
    double precision() {
        return right + wrong.size() == 0 ? 1 : (double) right / (right + wrong.size());
    }

    /** Of what it must find, what it found; 1 if that is nothing. */
    double recall() {
        return labelled() == 0 ? 1 : (double) right / labelled();
    }

    int labelled() {
        return right + missed.size();
    }
}
