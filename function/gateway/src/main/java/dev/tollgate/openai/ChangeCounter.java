package dev.tollgate.openai;

import java.util.List;

/** Counts the texts that an editor has changed, so that what has no change in it can stay the same object. */
final class ChangeCounter implements TextEditor {
    private final TextEditor editor;
    private int changes;

    ChangeCounter(TextEditor editor) {
        this.editor = editor;
    }

    /** How many texts it has changed so far. */
    int changes() {
        return changes;
    }

    @Override
    public String text(TextPath path, String text) {
        return counted(text, editor.text(path, text));
    }

    @Override
    public String name(TextPath path, String name) {
        return counted(name, editor.name(path, name));
    }

    @Override
    public List<String> joined(TextPath path, List<String> texts) {
        List<String> edited = editor.joined(path, texts);
        if (!edited.equals(texts)) {
            changes++;
        }
        return edited;
    }

    @Override
    public void fixed(TextPath path, String text) {
        editor.fixed(path, text);
    }

    @Override
    public void hidden(TextPath path) {
        editor.hidden(path);
    }

    /** Counts this text, which takes the place of another one. */
    String replaced(String after) {
        changes++;
        return after;
    }

    private String counted(String before, String after) {
        if (!after.equals(before)) {
            changes++;
        }
        return after;
    }
}
