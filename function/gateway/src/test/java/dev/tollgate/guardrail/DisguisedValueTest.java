package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.RequestTexts;
import dev.tollgate.openai.TextPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of the built-in detectors in characters that show the same, or with some that do not show. */
class DisguisedValueTest {
    private static final TextPath PATH = TextPath.of("text");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.canary\u200b@example.org",
                "ada.canary@\u200dexample.org",
                "ada.canary\u00ad@example.org",
                "ada.canary@\ufeffexample.org",
                "ada.canary\u2060@example.org",
                "ada.canary\ufe0f@example.org",
                "ada.canary\u034f@example.org",
                "ada.canary\u180e@example.org",
                "ada.canary\u200e@example.org",
                "ada.canary\u2066@\u2069example.org",
                "ada.canary\u3164@example.org",
                "ada.canary\u2064@example.org",
                "ada.canary\udb40\udc61@example.org",
                "ada.canary\u0001@example.org",
                "ada.canary﹫example.org",
                "ada.canary@example。org",
                "ada.canary@example｡org",
                "ada.canary@example․org",
                "𝐚𝐝𝐚.𝐜𝐚𝐧𝐚𝐫𝐲@𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐨𝐫𝐠",
                "ⓐⓓⓐ.ⓒⓐⓝⓐⓡⓨ@ⓔⓧⓐⓜⓟⓛⓔ.ⓞⓡⓖ",
                "ada.canary&#0000064;example.org",
                "ada.canary&#64example.org",
                "ada.canary&amp;#64;example.org",
                "ada.canary%2540example.org",
                "ada.canary%26%2364%3Bexample.org",
                "ada.canary%EF%BC%A0example.org",
                "ada.canary\\x40example.org",
                "\\ud835\\udc1ada.canary@example.org",
                "ada.can\\u0061ry@example.org",
                "ada.canary&shy;@example.org",
                "ada.canary&#8203;@example.org",
                "a\u0308da.ca\u0301nary@exa\u0308mple.org"
            })
    void anAddressIsMaskedWhole(String address) {
        PromptEditor editor = editor(PolicyAction.MASK);

        assertThat(RequestTexts.edited(PATH, "mail " + address + " now", editor))
                .isEqualTo("mail <EMAIL_1> now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111\u200b1111\u200b1111\u200b1111",
                "4\u200b1\u200b1\u200b1111111111111",
                "𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏",
                "⁴¹¹¹¹¹¹¹¹¹¹¹¹¹¹¹",
                "④①①①①①①①①①①①①①①①",
                "𑁪𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧𑁧"
            })
    void aCardIsMaskedWhole(String card) {
        assertThat(RequestTexts.edited(PATH, "pay " + card + " now", editor(PolicyAction.MASK)))
                .isEqualTo("pay <CARD_1> now");
    }

    /** What does not show in front of a value is not part of it, and families of emoji stay together. */
    @Test
    void whatHidesNothingStays() {
        String text = "👨\u200d👩\u200d👧 \u200eada&#64;example.org\u200f 🏴\udb40\udc67\udb40\udc7f x\u00ady, 全角。";

        assertThat(RequestTexts.edited(PATH, text, editor(PolicyAction.MASK)))
                .isEqualTo(text.replace("ada&#64;example.org", "<EMAIL_1>"));
    }

    @Test
    void base64InsideATextIsReadAndWrittenAgain() {
        String text =
                "Decode YWRhQGV4YW1wbGUub3Jn, or data:text/plain;base64,YWRhQGV4YW1wbGUub3Jn, and getUserAccountName.";

        assertThat(RequestTexts.edited(PATH, text, editor(PolicyAction.MASK)))
                .isEqualTo(text.replace("YWRhQGV4YW1wbGUub3Jn", "PEVNQUlMXzE+"));
    }

    /** A name has few characters to choose from. */
    @Test
    void aNameIsReadInAnyForm() {
        assertThat(editor(PolicyAction.MASK).name(PATH, "ada＠example.org")).isEqualTo("__EMAIL_1__");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/?u=ada%40example.org",
                "https://host/?u=ada%2540example.org",
                "https://host/?u=YWRhQGV4YW1wbGUub3Jn",
                "https://host/?u=ada%EF%BC%A0example.org",
                "https://host/?u=ada%E2%80%8B@example.org",
                "https://host/?u=ada&amp;#64;example.org"
            })
    void anAddressOfAFileIsReadInAnyForm(String url) {
        PromptEditor editor = editor(PolicyAction.MASK);

        RequestTexts.edited(
                CanaryPrompt.chat(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                                + "\"image_url\":{\"url\":\"" + url + "\"}}]}]}"),
                editor);

        assertThat(editor.denial())
                .hasValueSatisfying(denial -> assertThat(denial.kind()).isEqualTo(ErrorKind.CONTENT_POLICY_VIOLATION));
    }

    private static PromptEditor editor(PolicyAction action) {
        ContentPolicy policy =
                new ContentPolicy("disguised", Map.of("email", action, "card", action), Map.of(), Set.of(), Map.of());
        return new PromptEditor(PolicyDetectors.of(List.of(policy)).prompts());
    }
}
