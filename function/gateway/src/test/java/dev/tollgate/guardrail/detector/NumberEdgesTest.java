package dev.tollgate.guardrail.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a number is a piece of, and what is in front of it, decides whether it is a value. */
final class NumberEdgesTest {
    private static final String CARD = "4111 1111 1111 1111";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "Card:%s.",
                "(%s)",
                "\"%s\",",
                "%s, and more",
                "cards %s; 12",
                "ends with %s.\n12 more",
                "\\n%s\\n",
                "カード番号は%sです"
            })
    void aWholeNumberIsFound(String text) {
        assertThat(found("card", text.formatted(CARD))).containsExactly(CARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 %s",
                "%s 5",
                "x%s",
                "%sx",
                "1-%s",
                "1.%s",
                "%s.50",
                "%s-1",
                "$%s",
                "%s@example.com",
                "%s%%",
                "a1_%s"
            })
    void aPieceOfALongerOneIsNot(String text) {
        assertThat(found("card", text.formatted(CARD))).isEmpty();
    }

    @Test
    void spacesAndHyphensOfAnyKindSeparateItsGroups() {
        assertThat(found("card", "4111\u00A01111\u00A01111\u00A01111")).hasSize(1);
        assertThat(found("card", "4111\u20111111\u20111111\u20111111")).hasSize(1);
        assertThat(found("card", "4111  1111 1111 1111")).isEmpty();
    }

    @Test
    void aWeakFormNeedsAWordOfItsCountryNearby() {
        assertThat(found("national_id", "Order 111222333 has shipped")).isEmpty();
        assertThat(found("national_id", "Mijn BSN is 111222333")).containsExactly("111222333");
        assertThat(found("national_id", "BSNR 111222333, Bsn: 111222333")).containsExactly("111222333", "111222333");
        assertThat(found("national_id", "BSN" + ".".repeat(80) + " 111222333")).isEmpty();
        assertThat(found("national_id_nl", "absn 111222333")).isEmpty();
    }

    @Test
    void aWrongCheckDigitIsNoValue() {
        assertThat(found("national_id_es", "DNI 12345678Z, DNI 12345678A")).containsExactly("12345678Z");
        assertThat(found("iban", "DE89 3704 0044 0532 0130 00, DE88 3704 0044 0532 0130 00"))
                .containsExactly("DE89 3704 0044 0532 0130 00");
    }

    private static List<String> found(String name, String text) {
        return DetectorCatalogue.builtIn(name, Set.of()).find(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
