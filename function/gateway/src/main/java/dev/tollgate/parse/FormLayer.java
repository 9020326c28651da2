package dev.tollgate.parse;

import dev.tollgate.parse.CharacterForms.CharacterReader;

/** Reads the forms of characters once. What they mean may be a part of another form, which the next layer reads. */
final class FormLayer {
    /** Longer than any form. */
    private static final int LONGEST = 48;

    private final CharacterReader reader;
    private final Runnable readersEnd;

    /** What may be a form, once more of it has come. */
    private final StringBuilder open = new StringBuilder();

    private final int[] starts = new int[LONGEST];
    private final int[] ends = new int[LONGEST];

    FormLayer(CharacterReader reader, Runnable readersEnd) {
        this.reader = reader;
        this.readersEnd = readersEnd;
    }

    static boolean opens(char character) {
        return !CharacterForm.startingWith(character).equals(CharacterForm.NONE);
    }

    void read(char next, int start, int end) {
        if (open.isEmpty() && !opens(next)) {
            emit(next, start, end);
            return;
        }
        starts[open.length()] = start;
        ends[open.length()] = end;
        open.append(next);
        while (!open.isEmpty() && !form().isUnfinished(open)) {
            resolve();
        }
    }

    void end() {
        while (!open.isEmpty()) {
            resolve();
        }
        readersEnd.run();
    }

    private CharacterForm form() {
        return CharacterForm.startingWith(open.charAt(0));
    }

    private void emit(int codePoint, int start, int end) {
        int plain = PlainCharacter.of(codePoint);
        if (plain != PlainCharacter.INVISIBLE) {
            reader.read((char) plain, start, end);
        }
    }

    private void resolve() {
        int length = form().length(open);
        int meaning = length == 0 ? CharacterForm.NOTHING : form().meaning(open, length);
        if (meaning == CharacterForm.NOTHING || PlainCharacter.of(meaning) > Character.MAX_VALUE) {
            giveUp();
        } else if (meaning <= Character.MAX_VALUE && opens((char) meaning)) {
            ends[0] = ends[length - 1];
            open.setCharAt(0, (char) meaning);
            remove(1, length);
        } else {
            emit(meaning, starts[0], ends[length - 1]);
            remove(0, length);
            skipPlain();
        }
    }

    /** The first char means itself. What follows it may begin another form. */
    private void giveUp() {
        emit(open.charAt(0), starts[0], ends[0]);
        remove(0, 1);
        skipPlain();
    }

    private void skipPlain() {
        while (!open.isEmpty() && !opens(open.charAt(0))) {
            emit(open.charAt(0), starts[0], ends[0]);
            remove(0, 1);
        }
    }

    private void remove(int from, int to) {
        System.arraycopy(starts, to, starts, from, open.length() - to);
        System.arraycopy(ends, to, ends, from, open.length() - to);
        open.delete(from, to);
    }
}
