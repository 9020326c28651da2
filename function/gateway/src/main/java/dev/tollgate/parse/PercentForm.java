package dev.tollgate.parse;

import java.nio.charset.StandardCharsets;

/** A character of an address: a byte as {@code %40}, or all bytes of it in UTF-8, such as {@code %EF%BC%A0}. */
final class PercentForm implements CharacterForm {
    static final PercentForm INSTANCE = new PercentForm();

    private static final int HEX = 16;

    /** Of one byte. */
    private static final int LENGTH = 3;

    private PercentForm() {}

    @Override
    public boolean isUnfinished(CharSequence open) {
        int whole = open.length() / LENGTH * LENGTH;
        if (!isByte(open, 0)) {
            return whole == 0 && isBeginning(open, 0);
        }
        int bytes = bytes(value(open, 0));
        for (int at = LENGTH; at < whole; at += LENGTH) {
            if (!continues(open, at)) {
                return false;
            }
        }
        return whole < bytes * LENGTH && isBeginning(open, whole);
    }

    /** Whether what there is from here on, which is no whole byte, may become one. */
    private static boolean isBeginning(CharSequence open, int from) {
        return from == open.length()
                || (open.charAt(from) == '%' && CharacterForm.digitsFrom(open, from + 1, HEX) == open.length());
    }

    /** Bytes that are no UTF-8 are characters of Latin-1. */
    @Override
    public int length(CharSequence open) {
        if (!isByte(open, 0)) {
            return 0;
        }
        int length = bytes(value(open, 0)) * LENGTH;
        for (int at = LENGTH; at < length; at += LENGTH) {
            if (!continues(open, at)) {
                return LENGTH;
            }
        }
        return decoded(open, length) == NOTHING ? LENGTH : length;
    }

    private static boolean isByte(CharSequence open, int at) {
        return open.length() >= at + LENGTH
                && open.charAt(at) == '%'
                && CharacterForm.digitsFrom(open, at + 1, HEX) >= at + LENGTH;
    }

    private static boolean continues(CharSequence open, int at) {
        return isByte(open, at) && (value(open, at) & 0xC0) == 0x80;
    }

    private static int value(CharSequence open, int at) {
        return Integer.parseInt(open, at + 1, at + LENGTH, HEX);
    }

    /** How many bytes the character has that begins with this one. */
    private static int bytes(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return 1;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    @Override
    public int meaning(CharSequence open, int length) {
        return length == LENGTH
                ? CharacterForm.codePoint(open.subSequence(1, LENGTH), HEX, Character.MAX_VALUE)
                : decoded(open, length);
    }

    private static int decoded(CharSequence open, int length) {
        byte[] bytes = new byte[length / LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value(open, i * LENGTH);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean isOne = text.codePointCount(0, text.length()) == 1 && text.charAt(0) != '\uFFFD';
        return isOne ? text.codePointAt(0) : NOTHING;
    }
}
