package dev.tollgate.guardrail.detector;

import static dev.tollgate.guardrail.detector.CheckDigits.digit;
import static dev.tollgate.guardrail.detector.CheckDigits.number;
import static dev.tollgate.guardrail.detector.CheckDigits.weightedSum;

import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;

/** Checks of national numbers from Germany to Ukraine. */
final class CentralEuropeanIds {
    private CentralEuropeanIds() {}

    /** Germany's Steuer-ID: of its first ten digits, exactly one occurs twice or three times. */
    static boolean isSteuerId(String number) {
        long[] counts = number.substring(0, 10)
                .chars()
                .distinct()
                .mapToLong(
                        d -> number.substring(0, 10).chars().filter(c -> c == d).count())
                .filter(count -> count > 1)
                .toArray();
        return digit(number, 0) != 0 && counts.length == 1 && counts[0] <= 3 && CheckDigits.isMod1110(number);
    }

    /** Switzerland's AHV number, an EAN with the country's code. */
    static boolean isAhv(String number) {
        return number.startsWith("756") && EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(number);
    }

    /** Austria's social security number; its fourth digit is the check. Months 13 to 15 are for days that ran out. */
    static boolean isSvnr(String number) {
        int check = weightedSum(number, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11;
        int month = number(number, 6, 8);
        return check == digit(number, 3) && month >= 1 && month <= 15 && number(number, 4, 6) <= 31;
    }

    /** Poland's PESEL; the month says the century. */
    static boolean isPesel(String number) {
        int sum = weightedSum(number, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1);
        return sum % 10 == 0
                && CheckDigits.isDayOfYear(number(number, 0, 2), number(number, 2, 4) % 20, number(number, 4, 6));
    }

    /** Rodné číslo of Czechia and Slovakia; women have 50 added to the month. */
    static boolean isRodneCislo(String number) {
        int month = number(number, 2, 4) % 50;
        boolean isDivisible = CheckDigits.value(number) % 11 == 0;
        boolean isOldException = CheckDigits.value(number.substring(0, 9)) % 11 == 10 && digit(number, 9) == 0;
        return (isDivisible || isOldException)
                && CheckDigits.isDayOfYear(number(number, 0, 2), month > 20 ? month - 20 : month, number(number, 4, 6));
    }

    /** Romania's CNP. */
    static boolean isCnp(String number) {
        int check = weightedSum(number, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        int county = number(number, 7, 9);
        return digit(number, 0) > 0
                && (check == 10 ? 1 : check) == digit(number, 12)
                && county >= 1
                && county <= 52
                && CheckDigits.isDayOfYear(number(number, 1, 3), number(number, 3, 5), number(number, 5, 7));
    }

    /** Bulgaria's EGN; the month says the century. */
    static boolean isEgn(String number) {
        int check = weightedSum(number, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10;
        return check == digit(number, 9)
                && CheckDigits.isDayOfYear(number(number, 0, 2), number(number, 2, 4) % 20, number(number, 4, 6));
    }

    /** The personal codes of Estonia and Lithuania. */
    static boolean isBalticCode(String number) {
        int check = weightedSum(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        if (check == 10) {
            check = weightedSum(number, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
        }
        return check == digit(number, 10)
                && digit(number, 0) >= 1
                && CheckDigits.isDayOfYear(number(number, 1, 3), number(number, 3, 5), number(number, 5, 7));
    }

    /** Ukraine's tax number. */
    static boolean isRnokpp(String number) {
        int check = weightedSum(number, -1, 5, 7, 9, 4, 6, 10, 5, 7) % 11 % 10;
        return check == digit(number, 9);
    }

    /** Russia's SNILS. */
    static boolean isSnils(String number) {
        int check = weightedSum(number, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100;
        return check == number(number, 9, 11) && !CheckDigits.isUniform(number);
    }

    /** Russia's tax number of a person. */
    static boolean isInn(String number) {
        int first = weightedSum(number, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10;
        int second = weightedSum(number, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10;
        return first == digit(number, 10) && second == digit(number, 11) && !CheckDigits.isUniform(number);
    }
}
