package dev.tollgate.guardrail.detector;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Arithmetic that several national numbers share. All numbers here are letters and digits without separators. */
final class CheckDigits {
    private CheckDigits() {}

    static int digit(String number, int index) {
        return Character.digit(number.charAt(index), 36);
    }

    /** The value of at most nine digits. */
    static int number(String number, int start, int end) {
        return (int) value(number.substring(start, end));
    }

    /** The value of at most 18 digits. */
    static long value(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            value = 10 * value + digit(digits, i);
        }
        return value;
    }

    /** Of the first digits, as many as there are weights. */
    static int weightedSum(String number, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(number, i) * weights[i];
        }
        return sum;
    }

    static boolean isLuhn(String number) {
        return LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(number);
    }

    /** ISO 7064, MOD 11,10. */
    static boolean isMod1110(String number) {
        int product = 10;
        for (int i = 0; i < number.length() - 1; i++) {
            int sum = (digit(number, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(number, number.length() - 1);
    }

    /** Whether all its digits are the same, which no check excludes. */
    static boolean isUniform(String number) {
        return number.chars().distinct().count() == 1;
    }

    static boolean isDate(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** Of a year with two digits, whose century the number does not say. 2000 had a 29 February. */
    static boolean isDayOfYear(int twoDigitYear, int month, int day) {
        return isDate(2000 + twoDigitYear, month, day) || isDate(1900 + twoDigitYear, month, day);
    }
}
