package dev.tollgate.pipeline;

import dev.tollgate.batch.BatchRequest;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.route.Target;
import java.util.List;

/**
 * The lines of a batch that its key may send. All of them request the same models.
 *
 * @param lines at least one
 */
record CheckedBatch(List<CheckedLine> lines) {

    CheckedBatch {
        lines = List.copyOf(lines);
    }

    /** The names that each line requests, without suffixes. */
    List<String> models() {
        return lines.getFirst().models();
    }

    /** The name in usage records. */
    String alias() {
        return models().getFirst();
    }

    /** Those that may get all lines; the first ones are preferred. */
    List<Target> targets() {
        return lines.getFirst().targets().stream()
                .filter(target -> lines.stream().allMatch(line -> line.mayGoTo(target.name())))
                .toList();
    }

    List<BatchRequest> asTheyMayLeave() {
        return lines.stream().map(CheckedLine::sent).toList();
    }

    List<LineRequest> requests() {
        return lines.stream().map(line -> line.sent().content()).toList();
    }
}
