package dev.tollgate.guardrail.detector;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers by libphonenumber: with their country's code anywhere, and in the national form of some regions. What may be one is
 * bounded here before the library, whose patterns are the JDK's, sees it.
 */
final class PhoneScanner implements ValueScanner {
    private static final int LONGEST = 40;
    private static final int FEWEST_DIGITS = 7;
    /** The longest number of ITU-T E.164, an exit code, and a trunk zero. */
    private static final int MOST_DIGITS = 18;

    private static final int MOST_TRIES = 4;
    private static final Pattern GROUP_ENDS = Pattern.compile("[^0-9]+");
    private static final String SEPARATORS = " -./()\u00A0\u2010\u2011\u2013\u202F";
    private static final ContextWords PHONES = ContextWords.of(List.of(
            "phone*",
            "tel*",
            "tlf*",
            "call*",
            "cell*",
            "mobil*",
            "fax*",
            "whatsapp*",
            "signal",
            "sms",
            "handy*",
            "ruf*",
            "erreich*",
            "portable",
            "móvil*",
            "celular*",
            "llám*",
            "ligue",
            "contact*",
            "kontakt*",
            "cellulare",
            "puh*",
            "gsm",
            "τηλ*",
            "тел*",
            "電話*",
            "电话*",
            "手机*",
            "전화*",
            "هاتف",
            "טלפון",
            "फ़ोन",
            "फोन"));

    private final Set<String> regions;

    private PhoneScanner(Set<String> regions) {
        this.regions = Set.copyOf(regions);
    }

    /**
     * Finds national numbers of these regions, too.
     *
     * @param regions by ISO 3166-1 code, such as DE
     */
    static PhoneScanner of(Set<String> regions) {
        return new PhoneScanner(regions);
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean mayStartWith(char first) {
        return first == '+' || first == '0' || (!regions.isEmpty() && (WordEdges.isDigit(first) || first == '('));
    }

    @Override
    public int end(CharSequence text, int start) {
        if (!isStart(text, start)) {
            return NONE;
        }
        int end = groupEnd(text, start, runEnd(text, start));
        // Other numbers may follow: a try is for what is short enough only.
        while (digits(text, start, end) > MOST_DIGITS) {
            end = groupEnd(text, start, lastGroup(text, start, end));
        }
        for (int tries = 0; tries < MOST_TRIES && digits(text, start, end) >= FEWEST_DIGITS; tries++) {
            if (isPhone(text, start, end)) {
                return end;
            }
            end = groupEnd(text, start, lastGroup(text, start, end));
        }
        return NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        return runEnd(text, start) == text.length()
                && text.length() - start < LONGEST
                && digits(text, start, text.length()) <= MOST_DIGITS
                && isStart(text, start);
    }

    private boolean isStart(CharSequence text, int start) {
        if (text.charAt(start) == '+') {
            return start == 0 || text.charAt(start - 1) != '+';
        }
        boolean isNational = !regions.isEmpty();
        return (isNational || start + 1 >= text.length() || text.charAt(start + 1) == '0')
                && NumberEdges.isStart(text, start, true);
    }

    /** Digits, and at most two separators between them. */
    private static int runEnd(CharSequence text, int start) {
        int limit = Math.min(text.length(), start + LONGEST);
        int at = start + 1;
        for (int separators = 0; at < limit && separators <= 2; at++) {
            char character = text.charAt(at);
            if (WordEdges.isDigit(character)) {
                separators = 0;
            } else if (SEPARATORS.indexOf(character) >= 0) {
                separators++;
            } else {
                return at;
            }
        }
        return at;
    }

    /** Behind the last digit before this place. */
    private static int groupEnd(CharSequence text, int start, int end) {
        int at = end;
        while (at > start && !WordEdges.isDigit(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Where the last group of digits starts. */
    private static int lastGroup(CharSequence text, int start, int end) {
        int at = end;
        while (at > start && WordEdges.isDigit(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static int digits(CharSequence text, int start, int end) {
        int digits = 0;
        for (int at = start; at < end; at++) {
            digits += WordEdges.isDigit(text.charAt(at)) ? 1 : 0;
        }
        return digits;
    }

    private boolean isPhone(CharSequence text, int start, int end) {
        if (digits(text, start, end) > MOST_DIGITS || !WordEdges.isEnd(text, end)) {
            return false;
        }
        String number = text.subSequence(start, end).toString();
        if (number.startsWith("+") || number.startsWith("00")) {
            return parsed(number.startsWith("+") ? number : "+" + number.substring(2), null) != null;
        }
        return NumberEdges.isEnd(text, end, true) && isNational(number, PHONES.isBefore(text, start));
    }

    /** A number behind a word for phones, else one in the groups in which its country writes numbers. */
    private boolean isNational(String number, boolean hasContext) {
        if (!hasContext && isPlain(number)) {
            return false;
        }
        for (String region : regions) {
            PhoneNumber parsed = parsed(number, region);
            if (parsed != null && (hasContext || isGroupedAsUsual(number, parsed))) {
                return true;
            }
        }
        return false;
    }

    /** Digits alone, or in groups of three as amounts are. */
    private static boolean isPlain(String number) {
        return groups(number).stream().allMatch(group -> group.length() == 3)
                || groups(number).size() == 1;
    }

    private static boolean isGroupedAsUsual(String number, PhoneNumber parsed) {
        return groups(number).equals(groups(PhoneNumberUtil.getInstance().format(parsed, PhoneNumberFormat.NATIONAL)));
    }

    private static List<String> groups(String number) {
        return Arrays.stream(GROUP_ENDS.split(number))
                .filter(group -> !group.isEmpty())
                .toList();
    }

    /** Null if this is no number that the numbering plan has. */
    private static @Nullable PhoneNumber parsed(String number, @Nullable String region) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber parsed = util.parse(number, region);
            return util.isValidNumber(parsed) ? parsed : null;
        } catch (NumberParseException noNumber) {
            return null;
        }
    }
}
