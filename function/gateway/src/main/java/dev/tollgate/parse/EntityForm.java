package dev.tollgate.parse;

import java.util.Map;

/** An entity of HTML, by its number or its name. */
final class EntityForm implements CharacterForm {
    static final EntityForm INSTANCE = new EntityForm();

    private static final int DECIMAL = 10;
    private static final int HEX = 16;

    /** An entity may begin with any number of zeros. */
    private static final int MOST_DIGITS = 32;

    /**
     * Those that values have, and those that do not show, by <a
     * href="https://html.spec.whatwg.org/multipage/named-characters.html">name</a>. Old ones need no semicolon.
     */
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("commat;", (int) '@'),
            Map.entry("period;", (int) '.'),
            Map.entry("plus;", (int) '+'),
            Map.entry("lowbar;", (int) '_'),
            Map.entry("hyphen;", (int) '-'),
            Map.entry("dash;", (int) '-'),
            Map.entry("colon;", (int) ':'),
            Map.entry("semi;", (int) ';'),
            Map.entry("sol;", (int) '/'),
            Map.entry("num;", (int) '#'),
            Map.entry("percnt;", (int) '%'),
            Map.entry("bsol;", (int) '\\'),
            Map.entry("amp;", (int) '&'),
            Map.entry("amp", (int) '&'),
            Map.entry("nbsp;", (int) ' '),
            Map.entry("nbsp", (int) ' '),
            Map.entry("shy;", 0xAD),
            Map.entry("shy", 0xAD),
            Map.entry("zwj;", 0x200D),
            Map.entry("zwnj;", 0x200C),
            Map.entry("lrm;", 0x200E),
            Map.entry("rlm;", 0x200F),
            Map.entry("NoBreak;", 0x2060),
            Map.entry("ZeroWidthSpace;", 0x200B));

    private EntityForm() {}

    @Override
    public boolean isUnfinished(CharSequence open) {
        if (open.length() == 1) {
            return true;
        }
        if (open.charAt(1) != '#') {
            String name = open.subSequence(1, open.length()).toString();
            return NAMES.keySet().stream()
                    .anyMatch(entity -> entity.length() > name.length() && entity.startsWith(name));
        }
        int from = digits(open);
        return open.length() <= from + MOST_DIGITS
                && CharacterForm.digitsFrom(open, from, radix(from)) == open.length();
    }

    @Override
    public int length(CharSequence open) {
        return open.length() > 1 && open.charAt(1) == '#' ? numberLength(open) : nameLength(open);
    }

    /** Browsers read a number without a semicolon, too. */
    private static int numberLength(CharSequence open) {
        int from = digits(open);
        int end = CharacterForm.digitsFrom(open, from, radix(from));
        if (end == from) {
            return 0;
        }
        return end < open.length() && open.charAt(end) == ';' ? end + 1 : end;
    }

    private static int nameLength(CharSequence open) {
        int end = open.length();
        while (end > 1 && !NAMES.containsKey(open.subSequence(1, end).toString())) {
            end--;
        }
        return end > 1 ? end : 0;
    }

    @Override
    public int meaning(CharSequence open, int length) {
        if (open.charAt(1) != '#') {
            return NAMES.getOrDefault(open.subSequence(1, length).toString(), NOTHING);
        }
        int from = digits(open);
        int end = CharacterForm.digitsFrom(open, from, radix(from));
        return CharacterForm.codePoint(open.subSequence(from, end), radix(from), Character.MAX_CODE_POINT);
    }

    /** Where the digits of a numbered entity start. */
    private static int digits(CharSequence open) {
        return open.length() > 2 && (open.charAt(2) | 0x20) == 'x' ? 3 : 2;
    }

    private static int radix(int from) {
        return from == 3 ? HEX : DECIMAL;
    }
}
