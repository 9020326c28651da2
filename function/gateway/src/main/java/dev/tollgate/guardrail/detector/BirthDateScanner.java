package dev.tollgate.guardrail.detector;

import java.util.List;

/** Dates behind a word that says they are of a birth. The name of a month may be any word, so that any language has one. */
final class BirthDateScanner implements ValueScanner {
    private static final int LONGEST = 48;
    private static final String YEAR = "(?:19|20)[0-9]{2}";
    private static final String MONTH = "[01]?[0-9]";
    private static final String DAY = "[0-3]?[0-9]";
    private static final String WORD = "\\p{L}[\\p{L}\\p{M}]{2,14}\\.?";

    private static final AnchoredPattern DATE = AnchoredPattern.of(
            String.join(
                    "|",
                    YEAR + "(?:-" + MONTH + "-" + DAY + "|/" + MONTH + "/" + DAY + "|\\. ?" + MONTH + "\\. ?" + DAY
                            + "\\.?)",
                    DAY + "(?:-" + DAY + "-|/" + DAY + "/|\\. ?" + DAY + "\\. ?)(?:" + YEAR + "|[0-9]{2})",
                    DAY + "(?:st|nd|rd|th|er|[.ºª°])? (?:de |of )?" + WORD + ",? (?:de |del )?" + YEAR,
                    WORD + " " + DAY + "(?:st|nd|rd|th)?,? " + YEAR,
                    YEAR + " ?[年년] ?" + MONTH + " ?[月월] ?" + DAY + " ?[日일]"),
            LONGEST);

    private static final ContextWords BIRTHS = ContextWords.of(List.of(
            "born",
            "birth*",
            "dob",
            "d.o.b",
            "geboren*",
            "geburt*",
            "geb",
            "né",
            "née",
            "naissance*",
            "nacid*",
            "nacimiento*",
            "nació",
            "nascid*",
            "nascimento*",
            "nasceu",
            "nato",
            "nata",
            "nascita*",
            "nacque",
            "geboorte*",
            "urodz*",
            "ur",
            "född*",
            "födelse*",
            "født",
            "fødsel*",
            "syntyn*",
            "syntymä*",
            "naroz*",
            "nar",
            "született",
            "születés*",
            "născut*",
            "naștere*",
            "рожд*",
            "родил*",
            "народ*",
            "doğum*",
            "doğdu*",
            "γενν*",
            "γεν",
            "出生*",
            "生日*",
            "生年月日*",
            "생년월일*",
            "출생*",
            "생일*",
            "ngày sinh",
            "sinh ngày",
            "lahir*",
            "เกิด*",
            "जन्म*",
            "الميلاد*",
            "ولد*",
            "مواليد",
            "נולד*",
            "לידה"));

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean mayStartWith(char first) {
        return WordEdges.isDigit(first) || "JFMASOND".indexOf(first) >= 0;
    }

    @Override
    public int end(CharSequence text, int start) {
        if (!isStart(text, start)) {
            return NONE;
        }
        int end = DATE.end(text, start);
        return end > start && NumberEdges.isEnd(text, end, false) && BIRTHS.isBefore(text, start) ? end : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        return NumberEdges.isStart(text, start, false) && DATE.isOpen(text, start) && BIRTHS.isBefore(text, start);
    }

    /** A word needs a digit behind it to be a month, so that prose does not get as far as the pattern. */
    private static boolean isStart(CharSequence text, int start) {
        int at = start;
        while (at < text.length() && at - start < 18 && text.charAt(at) != ' ') {
            at++;
        }
        boolean hasDigit = WordEdges.isDigit(text.charAt(start))
                || (at + 1 < text.length() && WordEdges.isDigit(text.charAt(at + 1)));
        return hasDigit && NumberEdges.isStart(text, start, false);
    }
}
