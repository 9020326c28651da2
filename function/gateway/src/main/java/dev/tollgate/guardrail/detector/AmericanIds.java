package dev.tollgate.guardrail.detector;

import static dev.tollgate.guardrail.detector.CheckDigits.digit;
import static dev.tollgate.guardrail.detector.CheckDigits.number;
import static dev.tollgate.guardrail.detector.CheckDigits.weightedSum;

import java.util.Set;

/** Checks of national numbers of both Americas. */
final class AmericanIds {
    /** Printed on sample cards, and never anybody's. */
    private static final Set<String> SAMPLE_SSNS = Set.of("078051120", "219099999", "457555462");

    private AmericanIds() {}

    /** The United States' SSN or ITIN. Neither has a check digit, but some parts of them are never given. */
    static boolean isSsn(String number) {
        int area = number(number, 0, 3);
        int group = number(number, 3, 5);
        if (area >= 900) {
            return group >= 50 && group != 66 && group != 69 && group != 89 && group != 93;
        }
        return area != 0 && area != 666 && group != 0 && number(number, 5, 9) != 0 && !SAMPLE_SSNS.contains(number);
    }

    /** Canada's SIN. */
    static boolean isSin(String number) {
        return digit(number, 0) != 0 && digit(number, 0) != 8 && CheckDigits.isLuhn(number);
    }

    /** Brazil's CPF. */
    static boolean isCpf(String number) {
        int first = weightedSum(number, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = weightedSum(number, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == digit(number, 9) && second == digit(number, 10) && !CheckDigits.isUniform(number);
    }

    /** Argentina's CUIL of a person. */
    static boolean isCuil(String number) {
        int check = (11 - weightedSum(number, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
        return Set.of("20", "23", "24", "25", "26", "27").contains(number.substring(0, 2))
                && (check == 10 ? 9 : check) == digit(number, 10);
    }

    /** Chile's RUT; 10 is a K. */
    static boolean isRut(String number) {
        int sum = 0;
        for (int i = number.length() - 2, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            sum += digit(number, i) * weight;
        }
        int check = 11 - sum % 11;
        return number.charAt(number.length() - 1) == (check == 11 ? '0' : check == 10 ? 'K' : (char) ('0' + check));
    }

    /** Mexico's CURP; its alphabet has an Ñ between N and O. */
    static boolean isCurp(String number) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int value = digit(number, i);
            sum += (value >= 24 ? value + 1 : value) * (18 - i);
        }
        return "HMX".indexOf(number.charAt(10)) >= 0
                && (10 - sum % 10) % 10 == digit(number, 17)
                && CheckDigits.isDayOfYear(number(number, 4, 6), number(number, 6, 8), number(number, 8, 10));
    }
}
