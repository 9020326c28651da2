package dev.tollgate.guardrail;

import static dev.tollgate.guardrail.CanaryPrompt.CANARY;
import static dev.tollgate.guardrail.CanaryPrompt.editor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.MediaBody;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.RequestTexts;
import dev.tollgate.parse.FormPart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values in each place of a form. */
class FormValueTest {
    @Test
    void eachPlaceOfAFormIsRead() {
        byte[] text = CANARY.getBytes(StandardCharsets.UTF_8);
        MediaRequest form = new MediaRequest(
                MediaEndpoint.TRANSCRIPTIONS,
                "m",
                new MediaBody.Form(List.of(
                        FormPart.text(CANARY, CANARY),
                        new FormPart("file-" + CANARY, CANARY, "audio/wav", text),
                        new FormPart("file", "a.wav", "application/pdf", text))));

        MediaBody.Form sent = (MediaBody.Form)
                RequestTexts.edited(form, editor(PolicyAction.MASK)).body();

        assertThat(sent.parts()).extracting(FormPart::name).containsExactly("<CANARY_1>", "file-<CANARY_1>", "file");
        assertThat(sent.parts()).extracting(FormPart::filename).containsExactly(null, "<CANARY_1>", "a.wav");
        assertThat(sent.parts()).extracting(FormPart::text).containsOnly("<CANARY_1>");
    }
}
