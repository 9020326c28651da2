package dev.tollgate.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Texts that follow each other in the parts of one message: a value may begin in one and end in the next. */
final class AdjacentTexts {
    private AdjacentTexts() {}

    /**
     * The same parts, in which the texts of each row are edited together.
     *
     * @param text the text of a part; empty for a part that is none
     * @param with the same part with another text
     */
    static <T> List<T> edited(
            TextPath path,
            List<T> parts,
            Function<T, Optional<String>> text,
            BiFunction<T, String, T> with,
            TextEditor editor) {
        List<T> edited = new ArrayList<>(parts);
        int from = 0;
        while (from < edited.size()) {
            List<String> row = new ArrayList<>();
            for (int at = from; at < edited.size(); at++) {
                Optional<String> own = text.apply(edited.get(at));
                if (own.isEmpty()) {
                    break;
                }
                row.add(own.get());
            }
            List<String> joined = row.size() < 2 ? row : editor.joined(path, row);
            for (int i = 0; i < row.size(); i++) {
                if (!joined.get(i).equals(row.get(i))) {
                    edited.set(from + i, with.apply(edited.get(from + i), joined.get(i)));
                }
            }
            from += row.size() + 1;
        }
        return edited;
    }
}
