package dev.tollgate.scanning;

import dev.tollgate.openai.ModelRequest;
import java.util.List;

/**
 * What the scans of a call judge.
 *
 * @param answer whether a model has written the texts, and not a client
 * @param cut whether there is more than the texts, which no scan reads
 */
record ScannedContent(List<String> texts, boolean answer, boolean cut) {

    /** What a client has written. */
    static ScannedContent ofRequest(ModelRequest request) {
        ScannedText text = ScannedText.of(request);
        return new ScannedContent(text.texts(), false, text.cut());
    }

    /** What a model has written. */
    static ScannedContent ofAnswer(ScannedText text) {
        return new ScannedContent(text.texts(), true, text.cut());
    }
}
