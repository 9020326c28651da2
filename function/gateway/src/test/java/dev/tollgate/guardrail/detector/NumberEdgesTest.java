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

    @ParameterizedTest
    @ValueSource(strings = {" ", "  ", "\t", "\n", "\r\n", "-", "\u2212", ".", "_", ",", "/"})
    void oneKindOfSeparatorIsBetweenItsGroups(String separator) {
        String card = String.join(separator, "4111", "1111", "1111", "1111");
        String amex = String.join(separator, "3782", "822463", "10005");

        assertThat(found("card", "pay " + card + " now")).containsExactly(card);
        assertThat(found("card", "pay " + amex + ", now")).containsExactly(amex);
    }

    /** Columns and lines of numbers have the same separators before and behind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111-1111 1111",
                "4111\t1111\t1111\t1111\t17",
                "17\t4111\t1111\t1111\t1111",
                "4111\n1111\n1111\n1111\n17",
                "4111, 1111, 1111, 1111",
                "4111,1111,1111,1111,17",
                "17/4111/1111/1111/1111",
                "[5000,5100,5200,5300]",
                "ports: 5000,5001,5002,5003",
                "6500/7000/7500/8000",
                "5000\n5001\n5002\n5003"
            })
    void aTableOfNumbersIsNoCard(String text) {
        assertThat(found("card", text)).isEmpty();
    }

    @Test
    void aNumberMayEndAsAFraction() {
        assertThat(found("card", "4111111111111111.0, 4111111111111111.00")).hasSize(2);
        assertThat(found("card", "4111111111111111.01 4111111111111111.000 4111111111111111.0.1"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de89370400440532013000",
                "De89 3704 0044 0532 0130 00",
                "DE89-3704-0044-0532-0130-00",
                "DE89.3704.0044.0532.0130.00",
                "DE89  3704  0044  0532  0130  00",
                "DE89\n3704\n0044\n0532\n0130\n00"
            })
    void anIbanMayBeInEitherCaseAndInGroups(String iban) {
        assertThat(found("iban", "to " + iban + " now")).containsExactly(iban);
    }

    @Test
    void spacesAndHyphensOfAnyKindSeparateItsGroups() {
        assertThat(found("card", "4111\u00A01111\u00A01111\u00A01111")).hasSize(1);
        assertThat(found("card", "4111\u20111111\u20111111\u20111111")).hasSize(1);
        assertThat(found("card", "4111  1111 1111 1111")).hasSize(1);
        assertThat(found("card", "4111     1111 1111 1111")).isEmpty();
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
