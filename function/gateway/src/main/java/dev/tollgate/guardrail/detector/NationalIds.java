package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The numbers by which countries identify people, by ISO 3166-1 code. A number in a form that many others share, or whose check one
 * of ten numbers passes by chance, counts only behind a word of its country.
 */
final class NationalIds {
    private static final Map<String, List<FormScanner>> BY_COUNTRY = new TreeMap<>();

    static {
        add("ar", AmericanIds::isCuil, "99-99999999-9");
        add(
                "at",
                CentralEuropeanIds::isSvnr,
                words("sv-nr", "svnr*", "sozialversicherung*", "sv-nummer"),
                "9999 999999",
                "9999999999");
        add("au", AsianIds::isTfn, words("tfn", "tax file*"), "999 999 999", "999999999", "999-999-999");
        add("be", WesternEuropeanIds::isBelgian, "99.99.99-999.99", "99999999999", "99 99 99 999 99");
        add("bg", CentralEuropeanIds::isEgn, words("егн", "egn"), "9999999999");
        add("br", AmericanIds::isCpf, "999.999.999-99");
        add("br", AmericanIds::isCpf, words("cpf"), "99999999999", "999999999-99");
        add("ca", AmericanIds::isSin, words("sin", "nas", "social insurance*", "assurance sociale*"), nineDigits());
        add("ch", CentralEuropeanIds::isAhv, "999.9999.9999.99", "9999999999999", "999 9999 9999 99");
        add("cl", AmericanIds::isRut, "99.999.999-X", "9.999.999-X");
        add("cl", AmericanIds::isRut, words("rut", "run"), "99999999-X", "9999999-X");
        add("cn", AsianIds::isChinese, "99999999999999999X");
        add("cz", CentralEuropeanIds::isRodneCislo, "999999/9999");
        add("cz", CentralEuropeanIds::isRodneCislo, words("rodné č*", "rodného č*", "r.č", "rč"), "9999999999");
        add("de", CentralEuropeanIds::isSteuerId, "99999999999", "99 999 999 999", "99/999/999/999");
        add("dk", NordicIds::isCheckedDanish, "999999-9999");
        add("dk", NordicIds::isDanish, words("cpr*", "personnummer*"), "999999-9999", "9999999999", "999999 9999");
        add("ee", CentralEuropeanIds::isBalticCode, words("isikukood*"), "99999999999");
        add("es", WesternEuropeanIds::isDni, "99999999A", "99999999-A", "99.999.999-A", "99999999 A");
        add("es", WesternEuropeanIds::isNie, "A9999999A", "A-9999999-A", "A9999999-A");
        add("fi", NordicIds::isFinnish, "999999-999X", "999999+999X", "999999A999X");
        add(
                "fr",
                WesternEuropeanIds::isNir,
                "9 99 99 9X 999 999 99",
                "999999X99999999",
                "9 99 99 9X 999 999 / 99",
                "99999 9X 999 999 99");
        add("gb", WesternEuropeanIds::isNino, "AA999999A", "AA 99 99 99 A", "AA-99-99-99-A");
        add("gb", WesternEuropeanIds::isNhs, words("nhs*"), "999 999 9999", "9999999999", "999-999-9999");
        add("gr", WesternEuropeanIds::isAmka, words("αμκα", "amka", "α.μ.κ.α"), "99999999999");
        add("hk", AsianIds::isHongKong, "A999999(X)", "AA999999(X)");
        add("hr", CheckDigits::isMod1110, words("oib*"), "99999999999");
        add("ie", WesternEuropeanIds::isPpsn, words("pps*"), "9999999A", "9999999AA");
        add(
                "il",
                CheckDigits::isLuhn,
                words("ת.ז", "ת\"ז", "ת״ז", "תעודת זהות", "teudat zehut"),
                "999999999",
                "99999999-9");
        add("in", AsianIds::isAadhaar, "9999 9999 9999", "9999-9999-9999");
        add("in", AsianIds::isAadhaar, words("aadhaar*", "aadhar*", "uidai", "आधार*"), "999999999999");
        add("in", AsianIds::isPan, "AAAAA9999A");
        add("it", WesternEuropeanIds::isCodiceFiscale, "AAAAAAXXAXXAXXXA", "AAA AAA XXAXX AXXXA");
        add("jp", AsianIds::isMyNumber, words("マイナンバー", "個人番号", "my number*"), twelveDigits());
        add("kr", AsianIds::isCheckedKorean, "999999-9999999");
        add("kr", AsianIds::isKorean, words("주민등록번호", "주민번호", "외국인등록번호"), "999999-9999999", "9999999999999");
        add("lt", CentralEuropeanIds::isBalticCode, words("asmens kod*"), "99999999999");
        add("mx", AmericanIds::isCurp, "AAAA999999AAAAAAX9");
        add("nl", WesternEuropeanIds::isBsn, words("bsn*", "burgerservicenummer*", "sofinummer*"), nineDigits());
        add(
                "nl",
                WesternEuropeanIds::isBsn,
                words("bsn*", "burgerservicenummer*", "sofinummer*"),
                "9999.99.999",
                "9999 99 999");
        add("no", NordicIds::isNorwegian, "99999999999", "999999 99999", "999999-99999");
        add("pl", CentralEuropeanIds::isPesel, words("pesel*"), "99999999999");
        add("pt", WesternEuropeanIds::isNif, words("nif*", "contribuinte*", "n.i.f"), nineDigits());
        add(
                "pt",
                WesternEuropeanIds::isCitizenCard,
                "99999999 9 AA9",
                "999999999AA9",
                "99999999-9-AA9",
                "99999999 9AA9");
        add("ro", CentralEuropeanIds::isCnp, "9999999999999");
        add("ru", CentralEuropeanIds::isSnils, "999-999-999 99", "999-999-999-99");
        add("ru", CentralEuropeanIds::isInn, words("инн"), "999999999999");
        add("se", NordicIds::isSwedish, "999999-9999", "99999999-9999", "999999+9999");
        add(
                "se",
                NordicIds::isSwedish,
                words("personn*", "person-nr", "samordningsnummer*"),
                "9999999999",
                "999999999999");
        add("sg", AsianIds::isNric, "A9999999A");
        add("th", AsianIds::isThai, "9-9999-99999-99-9", "9 9999 99999 99 9");
        add("th", AsianIds::isThai, words("บัตรประชาชน", "เลขประจำตัว", "thai id"), "9999999999999");
        add("tr", AsianIds::isTurkish, words("kimlik*", "t.c", "tc", "tckn"), "99999999999");
        add("tw", AsianIds::isTaiwanese, "A999999999");
        add("ua", CentralEuropeanIds::isRnokpp, words("іпн", "рнокпп", "податковий*"), "9999999999");
        add("us", AmericanIds::isSsn, "999-99-9999");
        add("us", AmericanIds::isSsn, words("ssn*", "social security*", "itin", "tax id*"), "999999999", "999 99 9999");
        add("za", AsianIds::isSouthAfrican, "9999999999999", "999999 9999 999");
    }

    private NationalIds() {}

    /** The forms of each country's numbers. */
    static Map<String, List<FormScanner>> byCountry() {
        return BY_COUNTRY;
    }

    /** The forms of all of them. */
    static List<FormScanner> all() {
        return BY_COUNTRY.values().stream().flatMap(List::stream).toList();
    }

    private static void add(String country, Predicate<String> check, String... masks) {
        for (String mask : masks) {
            forms(country).add(FormScanner.of(mask, check));
        }
    }

    private static void add(String country, Predicate<String> check, ContextWords context, String... masks) {
        for (String mask : masks) {
            forms(country).add(new FormScanner(new WrittenForm(mask), check, Optional.of(context)));
        }
    }

    private static List<FormScanner> forms(String country) {
        return BY_COUNTRY.computeIfAbsent(country, added -> new ArrayList<>());
    }

    private static ContextWords words(String... words) {
        return ContextWords.of(List.of(words));
    }

    private static String[] nineDigits() {
        return new String[] {"999999999", "999 999 999", "999-999-999", "999.999.999"};
    }

    private static String[] twelveDigits() {
        return new String[] {"999999999999", "9999 9999 9999", "9999-9999-9999"};
    }
}
