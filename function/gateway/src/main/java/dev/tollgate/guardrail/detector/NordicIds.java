package dev.tollgate.guardrail.detector;

import static dev.tollgate.guardrail.detector.CheckDigits.isDayOfYear;
import static dev.tollgate.guardrail.detector.CheckDigits.number;
import static dev.tollgate.guardrail.detector.CheckDigits.weightedSum;

/** Checks of the personal numbers of Denmark, Finland, Norway and Sweden; all start with a date of birth. */
final class NordicIds {
    private static final String FINNISH_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String FINNISH_CENTURIES = "ABCDEFYXWVU";

    private NordicIds() {}

    /** Sweden's personnummer; a coordination number has 60 added to the day. */
    static boolean isSwedish(String number) {
        String ten = number.substring(number.length() - 10);
        int day = number(ten, 4, 6);
        return CheckDigits.isLuhn(ten)
                && (number.length() == 10 || number.startsWith("19") || number.startsWith("20"))
                && isDayOfYear(number(ten, 0, 2), number(ten, 2, 4), day > 60 ? day - 60 : day);
    }

    /** Finland's henkilötunnus. The century's sign is a letter or has been left out here. */
    static boolean isFinnish(String number) {
        boolean hasCentury = number.length() == 11;
        if (hasCentury && FINNISH_CENTURIES.indexOf(number.charAt(6)) < 0) {
            return false;
        }
        String digits = number.substring(0, 6) + number.substring(hasCentury ? 7 : 6, number.length() - 1);
        return isDate(number)
                && FINNISH_CHECKS.charAt((int) (CheckDigits.value(digits) % 31)) == number.charAt(number.length() - 1);
    }

    /** Norway's fødselsnummer; 40 is added to the day of a D-number, and 40 or 80 to the month of an artificial one. */
    static boolean isNorwegian(String number) {
        int first = weightedSum(number, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11;
        int second = weightedSum(number, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11;
        return first == 0
                && second == 0
                && isDayOfYear(number(number, 4, 6), number(number, 2, 4) % 40, number(number, 0, 2) % 40);
    }

    /** Denmark's CPR number; since 2007, not all of them have its check. */
    static boolean isDanish(String number) {
        return isDate(number);
    }

    static boolean isCheckedDanish(String number) {
        return isDate(number) && weightedSum(number, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    private static boolean isDate(String number) {
        return isDayOfYear(number(number, 4, 6), number(number, 2, 4), number(number, 0, 2));
    }
}
