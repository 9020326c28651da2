package dev.tollgate.guardrail.detector;

import static dev.tollgate.guardrail.detector.CheckDigits.digit;
import static dev.tollgate.guardrail.detector.CheckDigits.number;
import static dev.tollgate.guardrail.detector.CheckDigits.weightedSum;

import java.util.Set;

/** Checks of national numbers from Portugal to Greece, and of Britain and Ireland. */
final class WesternEuropeanIds {
    private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final Set<String> UNUSED_NINO_PREFIXES = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");
    private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";

    /** What a digit may be instead where two people had the same code. */
    private static final String ITALIAN_DIGIT_LETTERS = "LMNPQRSTUV";

    private static final int[] ITALIAN_DIGIT_PLACES = {6, 7, 9, 10, 12, 13, 14};

    /** Of 0 to 9, then of A to Z, at odd places. */
    private static final int[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10,
        22, 25, 24, 23
    };

    private WesternEuropeanIds() {}

    /** Britain's National Insurance number. It has no check digit, but few prefixes and suffixes. */
    static boolean isNino(String number) {
        return "DFIQUV".indexOf(number.charAt(0)) < 0
                && "DFIOQUV".indexOf(number.charAt(1)) < 0
                && !UNUSED_NINO_PREFIXES.contains(number.substring(0, 2))
                && "ABCD".indexOf(number.charAt(8)) >= 0;
    }

    /** The number of Britain's National Health Service. */
    static boolean isNhs(String number) {
        return weightedSum(number, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0 && !CheckDigits.isUniform(number);
    }

    /** Ireland's PPS number; a second letter counts nine times. */
    static boolean isPpsn(String number) {
        int second = number.length() == 9 && number.charAt(8) != 'W' ? digit(number, 8) - 9 : 0;
        int check = (weightedSum(number, 8, 7, 6, 5, 4, 3, 2) + 9 * second) % 23;
        return number.charAt(7) == (check == 0 ? 'W' : (char) ('A' + check - 1));
    }

    /** France's NIR. Corsica's departments are 2A and 2B; months above 12 are of births without one. */
    static boolean isNir(String number) {
        String department = number.substring(5, 7);
        int corsica = department.equals("2A") ? 19 : department.equals("2B") ? 18 : 0;
        String digits = corsica == 0 ? number : number.substring(0, 5) + corsica + number.substring(7);
        if (!digits.chars().allMatch(Character::isDigit)) {
            return false;
        }
        int month = number(digits, 3, 5);
        boolean isMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
        return "123478".indexOf(number.charAt(0)) >= 0
                && isMonth
                && 97 - CheckDigits.value(digits.substring(0, 13)) % 97 == number(digits, 13, 15);
    }

    /** Spain's DNI. */
    static boolean isDni(String number) {
        return SPANISH_LETTERS.charAt(number(number, 0, 8) % 23) == number.charAt(8);
    }

    /** Spain's NIE, whose first letter is a digit. */
    static boolean isNie(String number) {
        int first = "XYZ".indexOf(number.charAt(0));
        return first >= 0 && isDni(first + number.substring(1));
    }

    /** Portugal's tax number. */
    static boolean isNif(String number) {
        int check = weightedSum(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return "1235689".indexOf(number.charAt(0)) >= 0 && (check < 2 ? 0 : 11 - check) == digit(number, 8);
    }

    /** The document number of Portugal's citizen card: Luhn's check, with letters from 10 on. */
    static boolean isCitizenCard(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = digit(number, i) * (i % 2 == 0 ? 2 : 1);
            sum += i % 2 == 0 && value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /** Italy's codice fiscale. */
    static boolean isCodiceFiscale(String number) {
        for (int place : ITALIAN_DIGIT_PLACES) {
            char character = number.charAt(place);
            if (!WordEdges.isDigit(character) && ITALIAN_DIGIT_LETTERS.indexOf(character) < 0) {
                return false;
            }
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = digit(number, i);
            sum += i % 2 == 0 ? ITALIAN_ODD[value] : value >= 10 ? value - 10 : value;
        }
        return ITALIAN_MONTHS.indexOf(number.charAt(8)) >= 0 && 'A' + sum % 26 == number.charAt(15);
    }

    /** The Netherlands' BSN. */
    static boolean isBsn(String number) {
        return Math.floorMod(weightedSum(number, 9, 8, 7, 6, 5, 4, 3, 2, -1), 11) == 0
                && !CheckDigits.isUniform(number);
    }

    /** Belgium's national number. Since 2000, a 2 in front counts; numbers of foreigners have 20 or 40 added to the month. */
    static boolean isBelgian(String number) {
        long first = CheckDigits.value(number.substring(0, 9));
        int check = number(number, 9, 11);
        boolean isChecked = 97 - first % 97 == check || 97 - (2_000_000_000L + first) % 97 == check;
        return isChecked
                && CheckDigits.isDayOfYear(number(number, 0, 2), number(number, 2, 4) % 20, number(number, 4, 6));
    }

    /** Greece's AMKA. */
    static boolean isAmka(String number) {
        return CheckDigits.isDayOfYear(number(number, 4, 6), number(number, 2, 4), number(number, 0, 2))
                && CheckDigits.isLuhn(number);
    }
}
