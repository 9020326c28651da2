package dev.tollgate.guardrail;

import dev.tollgate.guardrail.EditWindow.EditedOutput;
import dev.tollgate.guardrail.FenceTracker.Step;
import dev.tollgate.guardrail.JsonLevel.BareToken;
import dev.tollgate.guardrail.JsonLevel.TextReader;
import dev.tollgate.openai.StreamEditor;
import dev.tollgate.parse.CharacterForms;
import org.jspecify.annotations.Nullable;

/**
 * Edits one text by a rule. In text that is JSON, and in a code block that is, the rule sees the strings as they are decoded, and what
 * it writes is escaped: the text stays JSON. Any other text is edited as it is.
 */
final class RuleEditor implements StreamEditor, TextReader, EditedOutput {
    private final EditRule rule;
    private final EditWindow window;
    private final CharacterForms forms = new CharacterForms((character, _, end) -> readable(character, end));
    private final FenceTracker fences = new FenceTracker();
    private final JsonLevel whole;
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder edited = new StringBuilder();
    private final RawEnds ends = new RawEnds();

    /** The code block that is being read. */
    private @Nullable JsonLevel block;

    /** Where in the whole text {@link #raw} starts. */
    private int rawStart;

    /** How many chars of it are edited. */
    private int done;

    /** What was edited of the token that is being edited; it needs no quotes if nothing was. */
    private boolean inToken;

    private boolean tokenChanged;

    private RuleEditor(EditRule rule, boolean anyToken) {
        this.rule = rule;
        this.window = new EditWindow(rule, this);
        this.whole = JsonLevel.outermost(this, anyToken);
    }

    /** An editor of text that may be JSON as a whole, as structured output is. */
    static RuleEditor ofText(EditRule rule) {
        return new RuleEditor(rule, false);
    }

    /** An editor of the arguments of a tool call: JSON, in which a model may forget quotes around a placeholder. */
    static RuleEditor ofArguments(EditRule rule) {
        return new RuleEditor(rule, true);
    }

    @Override
    public String add(String piece) {
        if (mayPass(piece)) {
            fences.skip(piece);
            rawStart += piece.length();
            return piece;
        }
        int pieceStart = rawStart + raw.length();
        raw.append(piece);
        for (int i = 0; i < piece.length(); i++) {
            read(piece.charAt(i), pieceStart + i + 1);
        }
        window.settle();
        return taken();
    }

    private boolean mayPass(String piece) {
        return whole.isText() && window.isEmpty() && raw.isEmpty() && rule.ignores(piece) && fences.ignores(piece);
    }

    private void read(char next, int end) {
        Step step = fences.next(next);
        if (step == Step.CLOSES && block != null) {
            block.end();
            block = null;
        }
        json().read(next, end);
        if (step == Step.OPENS && whole.isText()) {
            block = JsonLevel.outermost(this, false);
        }
    }

    private JsonLevel json() {
        return block == null ? whole : block;
    }

    @Override
    public String end() {
        json().end();
        forms.end();
        window.end();
        keepUntil(rawStart + raw.length());
        return taken();
    }

    private String taken() {
        raw.delete(0, done);
        rawStart += done;
        done = 0;
        if (edited.isEmpty()) {
            return "";
        }
        String text = edited.toString();
        edited.setLength(0);
        return text;
    }

    @Override
    public void text(char character, int end) {
        if (rule.readsForms()) {
            forms.read(character, end);
        } else {
            readable(character, end);
        }
    }

    private void readable(char character, int end) {
        ends.add(end);
        window.add(character);
    }

    @Override
    public void separator(char character, int end) {
        forms.end();
        window.end();
        keepUntil(end);
        window.separator(character);
    }

    /** A token is JSON only as a whole: if anything in it changes, all of it becomes a string. */
    @Override
    public void token(BareToken token) {
        forms.end();
        window.end();
        int length = token.text().toString().stripTrailing().length();
        int mark = edited.length();
        inToken = true;
        tokenChanged = false;
        for (int i = 0; i < length; i++) {
            text(token.text().charAt(i), token.end(i));
        }
        forms.end();
        window.end();
        inToken = false;
        if (tokenChanged) {
            String changed = edited.substring(mark);
            edited.setLength(mark);
            edited.append(escaped('"' + StringDecoder.escaped(changed) + '"'));
        }
        keepUntil(token.end(token.text().length() - 1));
    }

    @Override
    public void keep(int chars) {
        keepUntil(ends.take(chars));
    }

    @Override
    public void replace(int chars, String replacement) {
        drop(ends.take(chars));
        tokenChanged = true;
        edited.append(inToken ? replacement : escaped(replacement));
    }

    /** As it is written where the text is that was read last. */
    private String escaped(String text) {
        String escaped = text;
        for (int i = json().strings(); i > 0; i--) {
            escaped = StringDecoder.escaped(escaped);
        }
        return escaped;
    }

    private void keepUntil(int end) {
        edited.append(raw, done, end - rawStart);
        drop(end);
    }

    private void drop(int end) {
        done = end - rawStart;
    }
}
