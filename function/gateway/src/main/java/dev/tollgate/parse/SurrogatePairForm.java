package dev.tollgate.parse;

/** A character that is two chars. */
final class SurrogatePairForm implements CharacterForm {
    static final SurrogatePairForm INSTANCE = new SurrogatePairForm();

    private SurrogatePairForm() {}

    @Override
    public boolean isUnfinished(CharSequence open) {
        return open.length() == 1;
    }

    @Override
    public int length(CharSequence open) {
        return open.length() > 1 && Character.isLowSurrogate(open.charAt(1)) ? 2 : 0;
    }

    @Override
    public int meaning(CharSequence open, int length) {
        return Character.toCodePoint(open.charAt(0), open.charAt(1));
    }
}
