package dev.tollgate.guardrail.detector;

import static dev.tollgate.guardrail.detector.CheckDigits.digit;
import static dev.tollgate.guardrail.detector.CheckDigits.isDayOfYear;
import static dev.tollgate.guardrail.detector.CheckDigits.number;
import static dev.tollgate.guardrail.detector.CheckDigits.weightedSum;

import org.apache.commons.validator.routines.checkdigit.VerhoeffCheckDigit;

/** Checks of national numbers of Asia, Africa and Oceania. */
final class AsianIds {
    private static final int[] CHINESE_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    /** By value, from 10 on. */
    private static final String TAIWANESE_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private AsianIds() {}

    /** China's resident identity number; 10 is an X. */
    static boolean isChinese(String number) {
        char check = "10X98765432".charAt(weightedSum(number, CHINESE_WEIGHTS) % 11);
        int year = number(number, 6, 10);
        return check == number.charAt(17)
                && digit(number, 0) >= 1
                && year >= 1900
                && year < 2100
                && CheckDigits.isDate(year, number(number, 10, 12), number(number, 12, 14));
    }

    /** Taiwan's identity number. */
    static boolean isTaiwanese(String number) {
        int letter = TAIWANESE_LETTERS.indexOf(number.charAt(0)) + 10;
        int sum = letter / 10 + letter % 10 * 9 + weightedSum(number.substring(1), 8, 7, 6, 5, 4, 3, 2, 1, 1);
        return "1289".indexOf(number.charAt(1)) >= 0 && sum % 10 == 0;
    }

    /** Hong Kong's identity card; a missing first letter counts as 36. */
    static boolean isHongKong(String number) {
        int second = number.length() == 9 ? digit(number, 0) : 36;
        String rest = number.substring(number.length() - 8);
        int sum = second * 9 + weightedSum(rest, 8, 7, 6, 5, 4, 3, 2, 1);
        return sum % 11 == 0 && (WordEdges.isDigit(rest.charAt(7)) || rest.charAt(7) == 'A');
    }

    /** Japan's My Number. */
    static boolean isMyNumber(String number) {
        int rest = weightedSum(number, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == digit(number, 11) && !CheckDigits.isUniform(number);
    }

    /** Korea's resident registration number. */
    static boolean isCheckedKorean(String number) {
        int check = (11 - weightedSum(number, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10;
        return isKorean(number) && check == digit(number, 12);
    }

    /** Since October 2020, numbers have no check. */
    static boolean isKorean(String number) {
        return "12345678".indexOf(number.charAt(6)) >= 0
                && isDayOfYear(number(number, 0, 2), number(number, 2, 4), number(number, 4, 6));
    }

    /** Singapore's NRIC or FIN. */
    static boolean isNric(String number) {
        char kind = number.charAt(0);
        int offset = kind == 'T' || kind == 'G' ? 4 : 0;
        int rest = (weightedSum(number.substring(1), 2, 7, 6, 5, 4, 3, 2) + offset) % 11;
        String checks = kind == 'S' || kind == 'T' ? "JZIHGFEDCBA" : kind == 'F' || kind == 'G' ? "XWUTRQPNMLK" : "";
        return !checks.isEmpty() && checks.charAt(rest) == number.charAt(8);
    }

    /** India's Aadhaar. */
    static boolean isAadhaar(String number) {
        return digit(number, 0) >= 2
                && VerhoeffCheckDigit.VERHOEFF_CHECK_DIGIT.isValid(number)
                && !CheckDigits.isUniform(number);
    }

    /** The PAN of a person in India. */
    static boolean isPan(String number) {
        return number.charAt(3) == 'P' && !number.substring(5, 9).equals("0000");
    }

    /** Thailand's identity number. */
    static boolean isThai(String number) {
        int rest = weightedSum(number, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return digit(number, 0) != 0 && (11 - rest) % 10 == digit(number, 12);
    }

    /** Türkiye's identity number. */
    static boolean isTurkish(String number) {
        int odd = weightedSum(number, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = weightedSum(number, 0, 1, 0, 1, 0, 1, 0, 1);
        int first = Math.floorMod(odd * 7 - even, 10);
        return digit(number, 0) != 0 && first == digit(number, 9) && (odd + even + first) % 10 == digit(number, 10);
    }

    /** South Africa's identity number. */
    static boolean isSouthAfrican(String number) {
        return digit(number, 10) <= 2
                && isDayOfYear(number(number, 0, 2), number(number, 2, 4), number(number, 4, 6))
                && CheckDigits.isLuhn(number);
    }

    /** Australia's tax file number. */
    static boolean isTfn(String number) {
        return weightedSum(number, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && !CheckDigits.isUniform(number);
    }
}
