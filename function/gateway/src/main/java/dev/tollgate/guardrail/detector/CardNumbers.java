package dev.tollgate.guardrail.detector;

import static dev.tollgate.guardrail.detector.CheckDigits.number;

import java.util.ArrayList;
import java.util.List;

/** Numbers of payment cards: 13 to 19 digits with the prefix of an issuer, and Luhn's check. */
final class CardNumbers {
    private CardNumbers() {}

    static ValueScanner scanner() {
        List<ValueScanner> forms = new ArrayList<>();
        for (int digits = 13; digits <= 19; digits++) {
            forms.add(FormScanner.of("9".repeat(digits), CardNumbers::isCard));
        }
        forms.add(GroupedNumber.of(CardNumbers::isCard, 4, 4, 4, 4));
        forms.add(GroupedNumber.of(CardNumbers::isCard, 4, 4, 4, 4, 3));
        forms.add(GroupedNumber.of(CardNumbers::isCard, 4, 6, 5));
        forms.add(GroupedNumber.of(CardNumbers::isCard, 4, 6, 4));
        return AlternativeScanner.of(forms);
    }

    private static boolean isCard(String number) {
        return isIssued(number) && CheckDigits.isLuhn(number);
    }

    /** By <a href="https://en.wikipedia.org/wiki/Payment_card_number">prefix and length</a>. */
    private static boolean isIssued(String number) {
        int length = number.length();
        int four = number(number, 0, 4);
        int two = four / 100;
        return switch (number.charAt(0)) {
            case '4' -> length == 13 || length == 16 || length == 19;
            case '5' -> two <= 55 ? length == 16 : two <= 58 && length >= 16;
            case '2' -> length == 16 && ((four >= 2221 && four <= 2720) || (four >= 2200 && four <= 2204));
            case '3' -> isTravelOrJapanese(four, length);
            case '6' -> length >= 16;
            case '8' -> two == 81 && length >= 16;
            default -> false;
        };
    }

    /** American Express, Diners Club, and JCB. */
    private static boolean isTravelOrJapanese(int four, int length) {
        int two = four / 100;
        boolean isDiners = (four >= 3000 && four <= 3059) || four == 3095 || two == 36 || two == 38 || two == 39;
        boolean isJcb = four >= 3528 && four <= 3589;
        return ((two == 34 || two == 37) && length == 15)
                || (isDiners && (length == 14 || length == 16))
                || (isJcb && length >= 16);
    }
}
